// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/files.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "samples.h"

namespace lockstep::lesson {
namespace {

namespace fs = std::filesystem;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LessonFiles : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern =
            (fs::temp_directory_path() / "lesson-files-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text) {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return (folder_ / name).string();
    }

    fs::path folder_;
};

TEST_F(LessonFiles, AFolderIsWalkedForLessons) {
    write("raft/b.md", "b");
    write("raft/a.md", "a");
    write("README.md", "no lesson");
    write("glossary.md", "## word\n\nMeaning.\n");
    write("raft/picture.png", "no lesson");
    const OpenedPaths opened = openPaths({folder_.string()});
    EXPECT_THAT(opened.unreadable, IsEmpty());
    ASSERT_EQ(opened.lessons.size(), 2U);
    EXPECT_EQ(opened.lessons[0].text, "a");
    EXPECT_EQ(opened.lessons[1].text, "b");
    ASSERT_EQ(opened.glossaries.size(), 1U);
}

TEST_F(LessonFiles, WhatCannotBeReadIsTold) {
    const std::string empty = (folder_ / "empty").string();
    fs::create_directories(empty);
    const OpenedPaths opened =
        openPaths({(folder_ / "none.md").string(), empty, "/dev/zero"});
    ASSERT_EQ(opened.unreadable.size(), 3U);
    EXPECT_THAT(opened.unreadable[0], HasSubstr("none.md: there is no such"));
    EXPECT_THAT(opened.unreadable[1], HasSubstr("no lesson in this folder"));
    EXPECT_THAT(opened.unreadable[2], HasSubstr("this is not a file"));
    EXPECT_THAT(opened.lessons, IsEmpty());
}

TEST_F(LessonFiles, TheExitCodeTellsFaultyFromUnreadable) {
    const Catalog catalog = allTopics();
    const std::string good = write("sample.md", lessonWith("Words.\n"));
    const std::string bad = write("bad/sample.md", lessonWith("[a](x:1)\n"));
    EXPECT_EQ(check({good}, {}, catalog).exitCode(), 0);
    EXPECT_EQ(check({bad}, {}, catalog).exitCode(), 1);
    const CheckResult result =
        check({bad, (folder_ / "none.md").string()}, {}, catalog);
    EXPECT_EQ(result.exitCode(), 2);
    ASSERT_EQ(result.faults.size(), 1U);
    EXPECT_EQ(toText(result.faults[0]).rfind(bad + ":14:5: ", 0), 0U);
}

TEST_F(LessonFiles, TwoLessonsOfOneIdAreTold) {
    const Catalog catalog = allTopics();
    write("a/sample.md", lessonWith("Words.\n"));
    write("b/sample.md", lessonWith("Words.\n"));
    const CheckResult result = check({folder_.string()}, {}, catalog);
    ASSERT_EQ(result.faults.size(), 1U);
    EXPECT_THAT(toText(result.faults[0]), HasSubstr("is that of"));
}

TEST_F(LessonFiles, AFoldersOwnGlossaryCounts) {
    const Catalog catalog = allTopics();
    write("sample.md", lessonWith("[w](term:brandnew)\n"));
    EXPECT_EQ(check({folder_.string()}, {}, catalog).exitCode(), 1);
    write("glossary.md", "# Words\n\n## brandnew\n\nMeaning.\n");
    EXPECT_EQ(check({folder_.string()}, {}, catalog).exitCode(), 0);
    write("glossary.md", "## brandnew\n\n## brandnew\n\nMeaning.\n");
    EXPECT_EQ(check({folder_.string()}, {}, catalog).exitCode(), 1);
}

TEST_F(LessonFiles, AnImageIsReadFromTheLessonsFolderOnly) {
    write("secret.png", "secret");
    write("lessons/a.png", "picture");
    fs::create_symlink(folder_ / "secret.png", folder_ / "lessons/out.png");
    fs::create_symlink("a.png", folder_ / "lessons/in.png");
    fs::create_directory_symlink(folder_, folder_ / "lessons/up");
    const LessonFile lesson{"l.md", "", false, folder_ / "lessons"};
    std::string why;
    EXPECT_EQ(readImage(lesson, "a.png", why), "picture");
    EXPECT_EQ(readImage(lesson, "in.png", why), "picture");
    for (const char* path : {"out.png", "up/secret.png", "../secret.png"}) {
        EXPECT_FALSE(readImage(lesson, path, why)) << path;
        EXPECT_THAT(why, HasSubstr("outside the lesson's folder")) << path;
    }
    EXPECT_FALSE(readImage(lesson, "none.png", why));
}

}  // namespace
}  // namespace lockstep::lesson
