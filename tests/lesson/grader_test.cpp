// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/grader.h"

#include <gmock/gmock.h>

#include "lesson/run.h"
#include "samples.h"

namespace lockstep::lesson {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A lesson whose first page has a question and perhaps its outcome, played to
// where the question is graded.
struct Played {
    Reading reading;
    std::shared_ptr<Timeline> timeline;
    Step before = 0;
    std::vector<Fault> faults;
    std::optional<AnswerKey> key;

    const Ask& ask() const { return *askAt(reading.lesson.pages[0], 0); }
    Grade graded(const Answer& answer) const {
        return grade(ask(), *key, answer);
    }
};

Played playedTo(const std::string& ask, const std::string& outcome) {
    Played played;
    std::string body = fenced("ask", ask);
    if (!outcome.empty()) body += fenced("do", outcome);
    played.reading = readLesson("s.md", lessonWith(body));
    EXPECT_THAT(lines(played.reading.faults), IsEmpty());
    static const Catalog catalog = allTopics();
    played.timeline = openPage(played.reading.lesson, 0, catalog,
                               played.faults);
    const auto& pieces = played.reading.lesson.pages[0].pieces;
    played.before = played.timeline->step();
    if (!outcome.empty()) {
        EXPECT_TRUE(
            play(std::get<Play>(pieces[1]).script, *played.timeline).ok());
    }
    played.key = findKey(played.ask(), *played.timeline, played.before,
                         played.faults);
    return played;
}

TEST(LessonGrader, OneIsRightByTheWorld) {
    const Played played = playedTo(
        "kind: one\ntext: Who?\nanswer: leaders\nchoices:\n"
        "  - text: The first\n    value: S1\n    feedback: f1\n"
        "  - text: The second\n    value: S2\n    feedback: f2\n"
        "    misconception: M1\n",
        "timeout S1\nsettle\n");
    ASSERT_TRUE(played.key);
    EXPECT_EQ(played.key->value, "S1");
    EXPECT_THAT(played.key->right, ElementsAre(true, false));
    EXPECT_TRUE(played.graded({{0}, {}}).right);
    const Grade wrong = played.graded({{1}, {}});
    EXPECT_FALSE(wrong.right);
    ASSERT_EQ(wrong.remarks.size(), 1U);
    EXPECT_EQ(plainText(*wrong.remarks[0].text), "f2");
    EXPECT_EQ(wrong.remarks[0].misconception, "M1");
}

TEST(LessonGrader, APredictionIsReadAfterItsOutcome) {
    const std::string ask =
        "kind: number\ntext: Which term?\nanswer: S1.term\notherwise: No.\n";
    EXPECT_EQ(playedTo(ask, "timeout S1\n").key->value, "1");
    EXPECT_EQ(playedTo(ask, "").key->value, "0");
}

TEST(LessonGrader, NumbersAreComparedAsNumbers) {
    const Played played = playedTo(
        "kind: number\ntext: How many?\nanswer: count(S*.term = 1)\n"
        "otherwise: Not that.\nchoices:\n"
        "  - value: 9\n    feedback: Nine is too many.\n",
        "timeout S1\nsettle\n");
    EXPECT_TRUE(played.graded({{}, "3"}).right);
    EXPECT_TRUE(played.graded({{}, "3.0"}).right);
    EXPECT_EQ(plainText(*played.graded({{}, "9"}).remarks[0].text),
              "Nine is too many.");
    EXPECT_EQ(plainText(*played.graded({{}, "4"}).remarks[0].text),
              "Not that.");
}

TEST(LessonGrader, SomeNeedsAllThatAreRightAndNoOther) {
    const Played played = playedTo(
        "kind: some\ntext: Who voted for S1?\nchoices:\n"
        "  - text: S1\n    when: S1.voted = S1\n    feedback: f1\n"
        "  - text: S2\n    when: S2.voted = S1\n    feedback: f2\n"
        "  - text: S3\n    when: S3.voted = S1\n    feedback: f3\n",
        "timeout S1\ndeliver request-vote S1->S2\n");
    EXPECT_THAT(played.key->right, ElementsAre(true, true, false));
    EXPECT_TRUE(played.graded({{1, 0}, {}}).right);
    const Grade missed = played.graded({{0}, {}});
    EXPECT_FALSE(missed.right);
    EXPECT_EQ(plainText(*missed.remarks[0].text), "f2");
    EXPECT_FALSE(played.graded({{0, 1, 2}, {}}).right);
}

TEST(LessonGrader, AClickOnAnyPartOfTheAnswerCounts) {
    const Played played = playedTo(
        "kind: click\ntext: Click on a server that is in term 1.\n"
        "answer: S1.votes\notherwise: No.\n",
        "timeout S1\nsettle\n");
    EXPECT_TRUE(played.graded({{}, "S1"}).right);
    EXPECT_FALSE(played.graded({{}, "S3"}).right);
    EXPECT_EQ(plainText(*played.graded({{}, "S3"}).remarks[0].text), "No.");
}

TEST(LessonGrader, OrderIsRightOnlyAsWritten) {
    const Played played = playedTo(
        "kind: order\ntext: In order?\notherwise: No.\nchoices:\n"
        "  - text: one\n  - text: two\n  - text: three\n",
        "");
    EXPECT_TRUE(played.graded({{0, 1, 2}, {}}).right);
    EXPECT_FALSE(played.graded({{0, 2, 1}, {}}).right);
    EXPECT_NE(shownOrder(played.ask()), (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(shownOrder(played.ask()), shownOrder(played.ask()));
}

TEST(LessonGrader, NextIsTheStepThatFollows) {
    const std::string ask =
        "kind: next\ntext: What comes next?\nchoices:\n"
        "  - text: a\n    value: raft.vote_granted S2\n    feedback: f\n"
        "  - text: b\n    value: raft.vote_granted S3\n    feedback: f\n"
        "  - text: c\n    value: timeout S3\n    feedback: f\n";
    const std::string setUp = "deliver request-vote S1->S3\nsettle\n";
    Played played = playedTo(ask, "timeout S1\n" + setUp);
    // The outcome begins with the time-out of S1, which no choice names.
    EXPECT_THAT(played.key->right, ElementsAre(false, false, false));
    const auto key = findKey(played.ask(), *played.timeline, 1, played.faults);
    EXPECT_THAT(key->right, ElementsAre(false, true, false));
}

TEST(LessonGrader, ExpressionsAnswerYesOrNo) {
    const Played played = playedTo(
        "kind: one\ntext: Does S1 lead?\nanswer: S1.role = leader\n"
        "choices:\n  - text: Yes\n    value: yes\n    feedback: f\n"
        "  - text: No\n    value: no\n    feedback: g\n",
        "timeout S1\nsettle\n");
    EXPECT_THAT(played.key->right, ElementsAre(true, false));
}

TEST(LessonGrader, AnUnknownFactIsAFaultWithItsPlace) {
    const Played played = playedTo(
        "kind: number\ntext: T\nanswer: S1.trem\notherwise: No.\n", "");
    EXPECT_FALSE(played.key);
    ASSERT_EQ(played.faults.size(), 1U);
    EXPECT_EQ(played.faults[0].place, (Place{17, 9}));
}

}  // namespace
}  // namespace lockstep::lesson
