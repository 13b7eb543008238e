// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "samples.h"

namespace lockstep::lesson {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(LessonChecker, AnExpectThatDoesNotHoldIsTold) {
    const auto faults = faultsOfChecking(
        lessonWith(fenced("do", "timeout S1\nexpect S1.term = 3\n"
                                "expect S1.role = leader\n")));
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_THAT(faults[0], HasSubstr("16:1: 'expect S1.term = 3' does not "
                                     "hold: S1.term is 1;"));
    EXPECT_THAT(faults[1], HasSubstr("17:1: 'expect S1.role = leader' does "
                                     "not hold: S1.role is candidate;"));
}

TEST(LessonChecker, ScriptFaultsPointIntoTheLesson) {
    const auto faults = faultsOfChecking(
        lessonWith(fenced("do", "timeout S1\nexpcet S1.term = 1\n")));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_THAT(faults[0], HasSubstr("16:1: "));
    EXPECT_THAT(faults[0], HasSubstr("expect"));
    const auto inHead = faultsOfChecking(
        front + fenced("lockstep", "topic raft\nlatency fast\n") +
        "## A page\n");
    ASSERT_EQ(inHead.size(), 1U);
    EXPECT_THAT(inHead[0], HasSubstr("10:9: "));
}

// A lease relies on clocks that run equally fast. Where they do not, a promise
// breaks with all rules in force, and the page has to say so.
TEST(LessonChecker, ABreakWithoutAFlawHasToBeSaid) {
    const std::string head = "topic raft\nservers 3\nnoop on\nreads lease\ndrift S1 0.3\n";
    const std::string play =
        "timeout S1\nsettle\nheartbeat S1\nsettle\npartition S1 | S2 S3\n"
        "run until leaders contains S2 or leaders contains S3\nrun 60 ms\n"
        "request S2 x=2\nrequest S3 x=2\nsettle\nread S1 x\n";
    const auto faultsOf = [&](const std::string& said) {
        return faultsOfChecking(front + fenced("lockstep", head) + "## A page\n\n" +
                                fenced("do", play + said));
    };
    EXPECT_THAT(faultsOf(""), Contains(HasSubstr("breaks on this page without a flaw")));
    EXPECT_THAT(faultsOf("expect broken contains linearizable-reads\n"), IsEmpty());
}

TEST(LessonChecker, ARefusedCommandIsTold) {
    const auto faults = faultsOfChecking(
        lessonWith(fenced("do", "crash S1\ncrash S1\n")));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_THAT(faults[0], HasSubstr("16:1: 'crash S1': "));
}

std::string choicesOf(const std::string& first, const std::string& second) {
    return "kind: one\ntext: T\nchoices:\n  - text: a\n    feedback: f\n"
           "    when: " + first + "\n  - text: b\n    feedback: g\n    when: " +
           second + "\n";
}

TEST(LessonChecker, ExactlyOneChoiceIsRight) {
    const auto faultsFor = [](const std::string& a, const std::string& b) {
        return faultsOfChecking(
            lessonWith(fenced("ask", choicesOf(a, b))));
    };
    EXPECT_THAT(faultsFor("S1.term = 0", "S1.term = 1"), IsEmpty());
    EXPECT_THAT(faultsFor("S1.term = 1", "S1.term = 2"),
                Contains(HasSubstr("14:1: 0 choices are right")));
    EXPECT_THAT(faultsFor("S1.term = 0", "S2.term = 0"),
                Contains(HasSubstr("14:1: 2 choices are right")));
    EXPECT_THAT(faultsFor("S1.trem = 0", "S2.term = 0"),
                Contains(HasSubstr("20:11: ")));
}

TEST(LessonChecker, AComputedAnswerIsAmongTheChoices) {
    const auto faults = faultsOfChecking(lessonWith(fenced(
        "ask", "kind: one\ntext: T\nanswer: S1.term\nchoices:\n"
               "  - text: 4\n    feedback: f\n  - text: 5\n    feedback: g\n")));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_THAT(faults[0], HasSubstr("14:1: 0 choices are right in the world "
                                     "(the answer is 0)"));
}

TEST(LessonChecker, AMisconceptionIsNeverRight) {
    const auto faults = faultsOfChecking(lessonWith(fenced(
        "ask", "kind: one\ntext: T\nchoices:\n  - text: a\n    feedback: f\n"
               "    right: yes\n    misconception: M3\n"
               "  - text: b\n    feedback: g\n")));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_THAT(faults[0], HasSubstr("18:5: this choice stands for the "
                                     "misconception M3 and is right"));
}

std::string goalOf(const std::string& when, const std::string& solution) {
    return fenced("goal", "text: T\nwhen: " + when + "\nhints: [h]\n" +
                              "solution: |\n  " + solution + "\n");
}

TEST(LessonChecker, AGoalIsReachedByItsSolutionAndNotBefore) {
    EXPECT_THAT(faultsOfChecking(
                    lessonWith(goalOf("leaders = S2", "timeout S2\n  settle"))),
                IsEmpty());
    EXPECT_THAT(
        faultsOfChecking(lessonWith(goalOf("leaders = S2", "timeout S1"))),
        Contains(HasSubstr("16:7: the solution does not reach the goal")));
    EXPECT_THAT(
        faultsOfChecking(lessonWith(goalOf("leaders = none", "timeout S1"))),
        Contains(HasSubstr("16:7: the goal is reached before anything")));
    EXPECT_THAT(
        faultsOfChecking(lessonWith(goalOf("leaders = S2", "timeuot S2"))),
        Contains(HasSubstr("19:3: ")));
}

TEST(LessonChecker, AGoalPassedThroughCounts) {
    EXPECT_THAT(faultsOfChecking(lessonWith(goalOf("S2.role = candidate",
                                                   "timeout S2\n  settle"))),
                IsEmpty());
}

TEST(LessonChecker, PagesGoOnFromTheOneBefore) {
    EXPECT_THAT(faultsOfChecking(
                    lessonWith(fenced("do", "timeout S1\nsettle\n")) +
                    "\n## Next\n\n" +
                    fenced("do", "expect leaders = S1\ncrash S1\n") +
                    "\n## A new one\n\n" +
                    fenced("lockstep", "topic raft\nservers 5\n") +
                    fenced("do", "expect count(S*.role = follower) = 5\n")),
                IsEmpty());
}

TEST(LessonChecker, KnowsTopicAndNeeds) {
    std::string text = lessonWith("Words.\n");
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string changed = text;
        changed.replace(changed.find(from), from.size(), to);
        return faultsOfChecking(changed);
    };
    EXPECT_THAT(with("topic: raft", "topic: rfat"),
                Contains(HasSubstr("there is no topic 'rfat'")));
    EXPECT_THAT(with("minutes: 5", "minutes: 5\nneeds: raft/nothing"),
                Contains(HasSubstr("it needs the lesson 'raft/nothing'")));
    EXPECT_THAT(with("id: raft/sample", "id: raft/other"),
                Contains(HasSubstr("so the file is named other.md")));
}

TEST(LessonChecker, FaultsComeInOrderOfPlace) {
    const auto faults = faultsOfChecking(
        lessonWith("[a](show:S9)\n\n" +
                   fenced("do", "expect S1.term = 9\n") + "\n[b](x:1)\n"));
    ASSERT_EQ(faults.size(), 3U);
    EXPECT_THAT(faults[0], HasSubstr("14:"));
    EXPECT_THAT(faults[1], HasSubstr("17:"));
    EXPECT_THAT(faults[2], HasSubstr("20:"));
}

}  // namespace
}  // namespace lockstep::lesson
