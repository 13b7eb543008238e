// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalog.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <set>

#include "catalog/embedded.h"
#include "support/paths.h"

namespace lockstep {
namespace {

std::set<std::string> topicFolders() {
    std::set<std::string> folders;
    const auto core = testing::sourceFolder() / "core";
    for (const auto& entry : std::filesystem::directory_iterator(core)) {
        if (std::filesystem::exists(entry.path() / "topic.cpp")) {
            folders.insert(entry.path().filename().string());
        }
    }
    return folders;
}

TEST(Catalog, HoldsOneTopicForEachFolder) {
    const Catalog catalog = allTopics();
    std::set<std::string> ids;
    for (const auto& topic : catalog.topics())
        ids.insert(topic->info().id);
    EXPECT_EQ(ids, topicFolders());
    EXPECT_EQ(catalog.topics().size(), ids.size());
}

TEST(Catalog, FindsATopicByItsId) {
    const Catalog catalog = allTopics();
    for (const std::string& folder : topicFolders()) {
        ASSERT_NE(catalog.find(folder), nullptr) << folder;
        EXPECT_EQ(catalog.find(folder)->info().id, folder);
    }
    EXPECT_EQ(catalog.find("no-such-topic"), nullptr);
    EXPECT_EQ(catalog.find(""), nullptr);
}

TEST(Catalog, EachTopicSaysWhatItIs) {
    const Catalog catalog = allTopics();
    for (const auto& topic : catalog.topics()) {
        const TopicInfo& info = topic->info();
        EXPECT_FALSE(info.title.empty()) << info.id;
        EXPECT_FALSE(info.tab.empty()) << info.id;
        EXPECT_FALSE(info.summary.empty()) << info.id;
        EXPECT_FALSE(info.invariants.empty()) << info.id;
        EXPECT_GE(info.usualServers, info.fewestServers) << info.id;
        EXPECT_LE(info.usualServers, info.mostServers) << info.id;
    }
}

// "raft/election#grant-vote" leads to core/raft/election.cpp or .h, where the
// rule stands between two marks.
TEST(Catalog, EachRuleLeadsToItsCode) {
    const Catalog catalog = allTopics();
    for (const auto& topic : catalog.topics()) {
        for (const ProtocolRule& rule : topic->info().protocol) {
            const std::string code = rule.code;
            const auto hash = code.find('#');
            ASSERT_NE(hash, std::string::npos) << code;
            const std::string file = "core/" + code.substr(0, hash);
            const std::string mark = "// [" + code.substr(hash + 1) + "]";
            std::string_view text = embeddedSource(file + ".cpp");
            if (text.find(mark) == std::string_view::npos) text = embeddedSource(file + ".h");
            const auto first = text.find(mark);
            ASSERT_NE(first, std::string_view::npos) << code;
            EXPECT_NE(text.find(mark, first + 1), std::string_view::npos) << code << " has no end";
        }
    }
}

}  // namespace
}  // namespace lockstep
