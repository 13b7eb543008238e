// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "samples.h"

namespace lockstep::lesson {
namespace {

using namespace testing;
using ::testing::IsEmpty;

Ask readAskFrom(const std::string& yaml) {
    const Reading reading =
        readLesson("s.md", lessonWith(fenced("ask", yaml)));
    EXPECT_THAT(lines(reading.faults), IsEmpty());
    return *askAt(reading.lesson.pages[0], 0);
}

TEST(LessonAsk, KeepsChoicesWithTheirFeedback) {
    const Ask ask = readAskFrom(
        "kind: some\nrole: observe\ntext: Which *two*?\nhint: Look.\n"
        "explain: Because.\nchoices:\n"
        "  - text: S1\n    when: S1.term = 1\n    feedback: Yes.\n"
        "  - text: S2\n    feedback: No.\n    misconception: M6\n");
    EXPECT_EQ(ask.kind, AskKind::some);
    EXPECT_EQ(ask.role, AskRole::observe);
    EXPECT_EQ(plainText(ask.text), "Which two?");
    ASSERT_EQ(ask.choices.size(), 2U);
    EXPECT_EQ(ask.choices[0].value, "S1");
    EXPECT_EQ(ask.choices[0].when.text, "S1.term = 1");
    EXPECT_EQ(ask.choices[0].when.body.line, 22);
    EXPECT_EQ(ask.choices[0].when.body.column, 11);
    EXPECT_EQ(ask.choices[1].misconception, "M6");
}

TEST(LessonGoal, KnowsWhereItsSolutionStands) {
    const Reading reading = readLesson(
        "s.md", lessonWith(fenced("goal", "text: T\nwhen: S1.term = 1\n"
                                          "hints: [One., Two.]\n"
                                          "solution: |\n"
                                          "  timeout S1\n"
                                          "  settle\n")));
    EXPECT_THAT(lines(reading.faults), IsEmpty());
    const Goal& goal = *goalAt(reading.lesson.pages[0], 0);
    EXPECT_EQ(goal.solution.text, "timeout S1\nsettle\n");
    EXPECT_EQ(goal.solution.body.line, 19);
    EXPECT_EQ(goal.solution.body.column, 3);
    EXPECT_EQ(goal.hints.size(), 2U);
}

struct WrongBlock {
    const char* name;
    std::string fence;
    std::string yaml;
    std::vector<std::string> faults;
};

// What the list of tests says instead of bytes.
void PrintTo(const WrongBlock& one, std::ostream* out) { *out << one.name; }

class LessonBlockTells : public ::testing::TestWithParam<WrongBlock> {};

// The block's first line is line 15 of the file.
TEST_P(LessonBlockTells, WhatIsWrongAndWhere) {
    const WrongBlock& wrong = GetParam();
    EXPECT_EQ(faultsOfReading(lessonWith(fenced(wrong.fence, wrong.yaml))),
              wrong.faults);
}

const std::string two = "choices:\n  - text: a\n    feedback: f\n"
                        "    right: yes\n  - text: b\n    feedback: g\n";

const std::vector<WrongBlock> wrongBlocks{
    {"NoMap", "ask", "- a\n",
     {"15:1: a question is written as lines 'name: value'"}},
    {"Empty", "ask", "", {"15:1: a question is written as lines 'name: value'"}},
    {"NoText", "ask", "kind: one\n" + two, {"15:1: a question needs 'text:'"}},
    {"ColonInText", "ask", "kind: one\ntext: Which: this\n" + two,
     {"16:12: a colon where none can be; put a text with a colon in quotes"}},
    {"OpenQuote", "ask", "kind: one\ntext: \"open\n",
     {"16:7: a quote that is not closed; close it"}},
    {"Alias", "ask", "kind: &k one\ntext: *k\n" + two,
     {"15:7: an anchor (&name); write the value plainly"}},
    {"AliasAlone", "goal", "text: *a\n",
     {"15:7: an alias (*name); write the value plainly"}},
    {"Tag", "ask", "kind: !!str one\ntext: T\n" + two,
     {"15:7: a tag (tag:yaml.org,2002:str); write the value plainly"}},
    {"SecondDocument", "ask", "kind: one\n---\ntext: T\n",
     {"15:1: a second document after ---; keep one"}},
    {"RepeatedField", "ask", "kind: one\nkind: some\ntext: T\n" + two,
     {"16:1: 'kind' stands here twice, at line 15 before; keep one"}},
    {"TextIsAList", "ask", "kind: one\ntext: [a, b]\n" + two,
     {"16:7: 'text' is one text, not a list or map"}},
    {"ChoicesAreAText", "ask", "kind: one\ntext: T\nchoices: a\n",
     {"14:1: fewer than two choices; write two to six",
      "14:1: no answer is right; write 'answer: FACT' for the question, or "
      "'when: EXPR' or 'right: yes' for a choice",
      "17:10: 'choices' is a list: a line '- …' for each"}},
    {"NoFeedback", "ask",
     "kind: one\ntext: T\nchoices:\n  - text: a\n    right: yes\n"
     "  - text: b\n    feedback: g\n",
     {"18:5: a choice needs 'feedback:'"}},
    {"NothingRight", "ask",
     "kind: one\ntext: T\nchoices:\n  - text: a\n    feedback: f\n"
     "  - text: b\n    feedback: g\n",
     {"14:1: no answer is right; write 'answer: FACT' for the question, or "
      "'when: EXPR' or 'right: yes' for a choice"}},
    {"TwoWays", "ask", "kind: one\ntext: T\nanswer: leaders\n" + two,
     {"14:1: right answers told in two ways; keep one of 'answer:', 'when:' "
      "and 'right: yes'"}},
    {"BadRight", "ask",
     "kind: one\ntext: T\nchoices:\n  - text: a\n    right: maybe\n"
     "    feedback: f\n  - text: b\n    right: yes\n    feedback: g\n",
     {"19:12: 'right' is yes or no"}},
    {"NumberWithoutOtherwise", "ask", "kind: number\ntext: T\nanswer: S1.term\n",
     {"14:1: a question of kind number needs 'otherwise:', for the wrong "
      "answers that no choice speaks to"}},
    {"UnknownChoiceField", "ask",
     "kind: one\ntext: T\nchoices:\n  - text: a\n    right: yes\n"
     "    feedbak: f\n    feedback: f\n  - text: b\n    feedback: g\n",
     {"20:5: a choice has no 'feedbak'; did you mean feedback?"}},
    {"FourHints", "goal",
     "text: T\nwhen: S1.term = 1\nhints: [a, b, c, d]\nsolution: timeout S1\n",
     {"17:8: more than three hints; keep the best three"}},
    {"NoSolution", "goal", "text: T\nwhen: S1.term = 1\n",
     {"15:1: a goal needs 'solution:'"}},
    {"LinkInText", "goal",
     "text: See [it](http://x)\nwhen: S1.term = 1\nsolution: timeout S1\n",
     {"15:16: a link to 'http://x'; a lesson's links are show:, do:, term: "
      "and code:"}},
};

INSTANTIATE_TEST_SUITE_P(Table, LessonBlockTells,
                         ::testing::ValuesIn(wrongBlocks),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace lockstep::lesson
