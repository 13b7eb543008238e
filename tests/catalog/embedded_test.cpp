// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/embedded.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/paths.h"

namespace lockstep {
namespace {

std::string readFile(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool isOrdered(std::span<const EmbeddedFile> files) {
    return std::is_sorted(files.begin(), files.end(),
                          [](const auto& a, const auto& b) { return a.path < b.path; });
}

TEST(Embedded, EachSourceIsTheFileInTheCheckout) {
    EXPECT_FALSE(embeddedSources().empty());
    for (const EmbeddedFile& file : embeddedSources()) {
        EXPECT_EQ(file.bytes, readFile(testing::sourceFolder() / file.path)) << file.path;
    }
}

TEST(Embedded, EachLessonIsTheFileInTheCheckout) {
    EXPECT_FALSE(embeddedLessons().empty());
    for (const EmbeddedFile& file : embeddedLessons()) {
        EXPECT_EQ(file.bytes, readFile(testing::sourceFolder() / file.path)) << file.path;
    }
}

TEST(Embedded, NoLessonIsLeftBehind) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(testing::sourceFolder() / "lessons")) {
        if (!entry.is_regular_file()) continue;
        const auto path = entry.path().lexically_relative(testing::sourceFolder());
        EXPECT_NE(embeddedLesson(path.generic_string()).data(), nullptr) << path;
    }
}

TEST(Embedded, ListsAreOrderedByPath) {
    EXPECT_TRUE(isOrdered(embeddedSources()));
    EXPECT_TRUE(isOrdered(embeddedLessons()));
}

TEST(Embedded, APathThatIsNotThereGivesNothing) {
    EXPECT_EQ(embeddedSource("core/raft/../../etc/passwd").data(), nullptr);
    EXPECT_EQ(embeddedLesson("").data(), nullptr);
}

}  // namespace
}  // namespace lockstep
