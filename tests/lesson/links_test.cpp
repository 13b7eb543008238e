// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "lesson/link.h"
#include "samples.h"

namespace lockstep::lesson {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(LessonLinks, LeadWhereTheWorldHasSomething) {
    EXPECT_THAT(
        faultsOfChecking(lessonWith(
            fenced("do", "timeout S1\nexpect S1.role = candidate\n") +
            "\n[S1](show:S1) [link](show:S1-S3) [message](show:1)\n"
            "[cell](show:cell/S1/1) [crash](do:crash S3)\n"
            "[word](term:Commit) [rule](code:raft/election#grant-vote)\n")),
        IsEmpty());
}

TEST(LessonLinks, LeadNowhereWithAReason) {
    const auto faults = faultsOfChecking(lessonWith(
        "[a](show:S9)\n[b](do:restart S1)\n[c](do:jump S1)\n"
        "[d](term:comit)\n[e](code:raft/election#no-such-rule)\n"
        "[f](code:raft/nothing#grant-vote)\n[g](code:raft/election)\n"
        "[h](show:12)\n"));
    ASSERT_EQ(faults.size(), 8U);
    EXPECT_THAT(faults[0], HasSubstr("14:5: 'S9' is not on the stage"));
    EXPECT_THAT(faults[1], HasSubstr("15:5: 'restart S1': "));
    EXPECT_THAT(faults[2], HasSubstr("16:5: 'jump S1': "));
    EXPECT_THAT(faults[3],
                HasSubstr("17:5: 'comit' is not in the glossary; did you mean "
                          "commit?"));
    EXPECT_THAT(faults[4], HasSubstr("18:5: core/raft/election has no rule "
                                     "marked // [no-such-rule]"));
    EXPECT_THAT(faults[5], HasSubstr("19:5: there is no source "
                                     "core/raft/nothing"));
    EXPECT_THAT(faults[6], HasSubstr("20:5: 'raft/election' names no rule"));
    EXPECT_THAT(faults[7], HasSubstr("21:5: '12' is not on the stage"));
}

TEST(LessonImages, StayBesideTheLesson) {
    for (const char* path :
         {"../secret.png", "a/../../secret.png", "/etc/secret.png", "..",
          "http://example.org/a.png", "//example.org/a.png", "file:a.png",
          "a\\b.png", "%2e%2e/a.png", "", "picture.svg", "picture.gif", "a/.."}) {
        Faults faults;
        EXPECT_FALSE(checkImagePath(path, {1, 1}, faults)) << path;
        EXPECT_EQ(faults.size(), 1U) << path;
    }
    for (const char* path : {"a.png", "pictures/b.jpg", "a..b.png"}) {
        Faults faults;
        EXPECT_TRUE(checkImagePath(path, {1, 1}, faults)) << path;
    }
}

TEST(LessonImages, HaveWords) {
    EXPECT_THAT(faultsOfReading(lessonWith("![](a.png)\n")),
                ElementsAre("14:5: an image without words; write what it "
                            "shows: ![what it shows](file.png)"));
}

TEST(LessonImages, AreThere) {
    EXPECT_THAT(faultsOfChecking(lessonWith("![A ring](no-such.png)\n")),
                ElementsAre("14:11: the image 'no-such.png': there is no such "
                            "file; put the file beside the lesson"));
}

}  // namespace
}  // namespace lockstep::lesson
