// SPDX-License-Identifier: GPL-3.0-or-later
// One topic word, four folders, and nothing to edit elsewhere.
#include <gmock/gmock.h>

#include "architecture/source_tree.h"

namespace lockstep::testing {
namespace {

TEST(Topics, ThereIsOneAtLeast) { EXPECT_FALSE(topics().empty()); }

TEST(Topics, EachHasItsFourFolders) {
    Complaints wrong;
    for (const std::string& topic : topics()) {
        for (const char* root : {"core", "app/figures", "tests"}) {
            if (foldersWith(root, "CMakeLists.txt").count(topic) == 0) {
                wrong.add(std::string(root) + "/" + topic, "wants a CMakeLists.txt of its own");
            }
        }
        if (roomsOf("lessons").count(topic) == 0) {
            wrong.add("lessons/" + topic, "the topic has no lessons");
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Topics, AFolderOfFiguresOrLessonsHasATopic) {
    Complaints wrong;
    for (const char* root : {"app/figures", "lessons"}) {
        for (const std::string& folder : roomsOf(root)) {
            if (topics().count(folder) == 0) {
                wrong.add(std::string(root) + "/" + folder,
                          "there is no core/" + folder + "/topic.cpp");
            }
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Topics, ATopicNameIsOneLowerCaseWord) {
    for (const std::string& topic : topics()) {
        EXPECT_EQ(topic.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), std::string::npos)
            << topic;
    }
}

}  // namespace
}  // namespace lockstep::testing
