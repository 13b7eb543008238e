// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/progress.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace lockstep::lesson {
namespace {

namespace fs = std::filesystem;

class LessonProgress : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern =
            (fs::temp_directory_path() / "progress-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    static Progress sample() {
        Progress progress;
        progress.page = 2;
        progress.furthest = 4;
        progress.answers[{0, 1}] = {AnswerState::wrong, "0 2",
                                    "I had\nforgotten the \\ vote"};
        progress.answers[{1, 0}] = {AnswerState::right, "3", ""};
        progress.answers[{1, 2}] = {AnswerState::skipped, "", ""};
        progress.goals.insert({5, 1});
        return progress;
    }

    fs::path folder_;
    std::string why_;
};

TEST_F(LessonProgress, ComesBackAsItWasKept) {
    const ProgressStore store(folder_ / "deep" / "folder");
    EXPECT_FALSE(store.load("raft/election", 7).started());
    ASSERT_TRUE(store.save("raft/election", 7, sample(), why_)) << why_;
    EXPECT_EQ(store.load("raft/election", 7), sample());
    EXPECT_FALSE(store.load("raft/other", 7).started());
}

TEST_F(LessonProgress, AnswersToAnotherEditionAreNotShown) {
    const ProgressStore store(folder_);
    ASSERT_TRUE(store.save("raft/election", 7, sample(), why_));
    const Progress progress = store.load("raft/election", 8);
    EXPECT_EQ(progress.page, 2U);
    EXPECT_TRUE(progress.answers.empty());
    EXPECT_TRUE(progress.goals.empty());
}

TEST_F(LessonProgress, ABrokenFileCostsOnlyWhatItHeld) {
    const ProgressStore store(folder_);
    ASSERT_TRUE(store.save("raft/election", 7, sample(), why_));
    const fs::path file = store.fileOf("raft/election");
    for (const char* text :
         {"", "\n", "something else\n", "lockstep progress 1\n\xff\xfe\n",
          "lockstep progress 1\npage 99999999999999999999\nanswer x y\n",
          "lockstep progress 1\nedition 7\nanswer 1\nnote 5 5 hi\ngoal\n"}) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
        const Progress progress = store.load("raft/election", 7);
        EXPECT_EQ(progress.page, 0U) << text;
        EXPECT_TRUE(progress.answers.empty()) << text;
    }
    ASSERT_TRUE(store.save("raft/election", 7, sample(), why_));
    EXPECT_EQ(store.load("raft/election", 7), sample());
}

TEST_F(LessonProgress, WhatCannotBeWrittenIsToldAndLeavesTheOldFile) {
    const ProgressStore store(folder_);
    ASSERT_TRUE(store.save("raft/election", 7, sample(), why_));
    // A folder in the way of the temporary file.
    fs::path temporary = store.fileOf("raft/election");
    temporary += ".new";
    fs::create_directories(temporary / "in the way");
    EXPECT_FALSE(store.save("raft/election", 7, Progress(), why_));
    EXPECT_NE(why_.find("progress cannot be kept"), std::string::npos);
    EXPECT_EQ(store.load("raft/election", 7), sample());
}

TEST_F(LessonProgress, AnIdNeverLeavesTheFolder) {
    const ProgressStore store(folder_);
    for (const char* id : {"../../etc/passwd", "/etc/passwd", "", "a/../../b"}) {
        EXPECT_EQ(store.fileOf(id).parent_path(), folder_) << id;
    }
}

}  // namespace
}  // namespace lockstep::lesson
