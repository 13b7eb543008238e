// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "samples.h"

namespace lockstep::lesson {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string predicting(const std::string& extra = "explain: So it is.\n") {
    return fenced("ask", "kind: one\ntext: Who leads?\n" + extra +
                             "choices:\n  - text: S1\n    feedback: f\n"
                             "    when: leaders = S1\n"
                             "  - text: S2\n    feedback: g\n"
                             "    when: leaders = S2\n"
                             "    misconception: M6\n");
}

const std::string election =
    fenced("do", "timeout S1\nsettle\nexpect leaders = S1\n");
const std::string seen =
    fenced("ask", "kind: one\nrole: observe\ntext: What did you see?\n"
                  "choices:\n  - text: a\n    feedback: f\n    right: yes\n"
                  "  - text: b\n    feedback: g\n");
const std::string goal =
    fenced("goal", "text: T\nwhen: leaders = S2\nhints: [h]\n"
                   "solution: |\n  timeout S2\n  settle\n");
const std::string secondGoal =
    fenced("goal", "text: T\nwhen: S3.role = down\nhints: [h]\n"
                   "solution: crash S3\n");
const std::string newPage =
    "\n## Another\n\n" + fenced("lockstep", "topic raft\nservers 3\n");
const std::string lastQuestion =
    fenced("ask", "kind: one\ntext: And with seven?\nchoices:\n"
                  "  - text: a\n    feedback: f\n    right: yes\n"
                  "  - text: b\n    feedback: g\n");

std::string goodLesson() {
    std::string text =
        lessonWith(predicting() + election + seen + newPage + predicting() +
                   election + newPage + goal + secondGoal + newPage +
                   lastQuestion);
    const std::string minutes = "minutes: 5\n";
    text.insert(text.find(minutes), "misconceptions: [M6]\n");
    return text;
}

std::string without(std::string text, const std::string& part,
                    const std::string& instead = "") {
    for (std::size_t at = text.find(part); at != std::string::npos;
         at = text.find(part, at + instead.size())) {
        text.replace(at, part.size(), instead);
    }
    return text;
}

TEST(LessonExcellence, AGoodLessonPasses) {
    EXPECT_THAT(faultsOfChecking(goodLesson(), true), IsEmpty());
}

TEST(LessonExcellence, EachMissingPropertyIsTold) {
    const auto tells = [](const std::string& text, const char* words) {
        EXPECT_THAT(faultsOfChecking(text, false), IsEmpty()) << words;
        EXPECT_THAT(faultsOfChecking(text, true), Contains(HasSubstr(words)));
    };
    const std::string good = goodLesson();
    tells(without(good, predicting() + election), "fewer than two predictions");
    tells(without(good, "explain: So it is.\n"), "has no 'explain:'");
    tells(without(good, seen), "no question 'what did you see?'");
    tells(without(good, goal + secondGoal), "no goal (property 4)");
    tells(without(good, "misconceptions: [M6]\n"),
          "no misconception is named");
    tells(without(good, "    misconception: M6\n"),
          "the misconception M6 meets no wrong choice");
    tells(without(good, "misconceptions: [M6]", "misconceptions: [M6, M7]"),
          "the misconception M7 meets no wrong choice");
    tells(without(good, "misconceptions: [M6]", "misconceptions: [M7]"),
          "made for M6, which the front matter does not name");
    tells(without(good, "expect leaders = S1\n"), "expects nothing");
    tells(without(good, secondGoal), "fewer than two things to change");
    tells(without(good, lastQuestion, "Words.\n"),
          "does not end with a question");
    tells(without(good, "minutes: 5", "minutes: 30"), "30 minutes");
    tells(without(good, "hints: [h]\n"), "a goal without a hint");
}

TEST(LessonExcellence, AnOutcomeIsNotGivenAway) {
    // A page that goes on from another shows an election nobody was asked
    // about.
    const std::string text =
        lessonWith("Words.\n") + "\n## Next\n\n" + election;
    EXPECT_THAT(faultsOfChecking(text, true),
                Contains(HasSubstr("raft.election_started happens here before "
                                   "it was predicted")));
    // Setting the scene is another matter.
    EXPECT_THAT(faultsOfChecking(lessonWith(election), true),
                Not(Contains(HasSubstr("before it was predicted"))));
}

TEST(LessonExcellence, LongStretchesAreTold) {
    const std::string slow =
        fenced("do", "timeout S1\nrun 1 s\nexpect S1.term = 1\n");
    EXPECT_THAT(faultsOfChecking(lessonWith(predicting() + slow + seen), true),
                Contains(HasSubstr("steps pass before this")));
    std::string words;
    for (int i = 0; i < 160; ++i) words += "word ";
    EXPECT_THAT(faultsOfChecking(lessonWith(words + "\n"), true),
                Contains(HasSubstr("160 words before the next thing to do")));
}

TEST(LessonExcellence, ABrokenRuleIsSeenToBreak) {
    const std::string broken = front +
                               fenced("lockstep", "topic raft\nservers 3\n"
                                                  "flaw forgets-vote\n") +
                               "## A page\n\n" +
                               fenced("do", "timeout S1\nexpect S1.term = 1\n");
    EXPECT_THAT(faultsOfChecking(broken, true),
                Contains(HasSubstr("a rule is broken and nothing is seen")));
}

}  // namespace
}  // namespace lockstep::lesson
