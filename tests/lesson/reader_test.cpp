// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "samples.h"

namespace lockstep::lesson {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace testing;

TEST(LessonReader, ReadsFrontMatterPagesAndPieces) {
    const Reading reading = readLesson(
        "sample.md",
        lessonWith("Some words.\n\n" + fenced("do", "timeout S1\n") +
                   fenced("notes", "For the *teacher*.\n")) +
            "\n## Another\n\nMore.\n");
    EXPECT_THAT(lines(reading.faults), IsEmpty());
    const Lesson& lesson = reading.lesson;
    EXPECT_EQ(lesson.meta.id, "raft/sample");
    EXPECT_EQ(lesson.meta.minutes, 5);
    ASSERT_EQ(lesson.pages.size(), 2U);
    EXPECT_EQ(lesson.pages[0].title, "A page");
    EXPECT_EQ(lesson.pages[0].scenario.text, "topic raft\nservers 3\nseed 2\n");
    ASSERT_EQ(lesson.pages[0].pieces.size(), 3U);
    EXPECT_TRUE(std::holds_alternative<Prose>(lesson.pages[0].pieces[0]));
    EXPECT_TRUE(std::holds_alternative<Play>(lesson.pages[0].pieces[1]));
    EXPECT_TRUE(std::holds_alternative<Notes>(lesson.pages[0].pieces[2]));
    EXPECT_EQ(firstPageOfRun(lesson, 1), 0U);
}

TEST(LessonReader, AQuestionWithAnOutcomeIsAPrediction) {
    const std::string ask = fenced(
        "ask",
        "kind: one\ntext: What?\nchoices:\n"
        "  - text: a\n    right: yes\n    feedback: f\n"
        "  - text: b\n    feedback: g\n");
    const auto roleIn = [&](const std::string& body) {
        const Reading reading = readLesson("s.md", lessonWith(body));
        EXPECT_THAT(lines(reading.faults), IsEmpty());
        return askAt(reading.lesson.pages[0], 0)->role;
    };
    EXPECT_EQ(roleIn(ask + fenced("do", "timeout S1\n")), AskRole::predict);
    EXPECT_EQ(roleIn(ask), AskRole::apply);
    EXPECT_EQ(roleIn(ask + "\nText between.\n\n" +
                     fenced("do", "timeout S1\n")),
              AskRole::predict);
}

TEST(LessonReader, RawHtmlIsText) {
    const Reading reading = readLesson(
        "s.md",
        lessonWith("<script>alert(1)</script>\n\nA <b>bold</b> word.\n"));
    EXPECT_THAT(lines(reading.faults), IsEmpty());
    const auto& nodes = std::get<Prose>(reading.lesson.pages[0].pieces[0]).nodes;
    EXPECT_EQ(plainText(nodes),
              "<script>alert(1)</script>\n\nA <b>bold</b> word.");
}

TEST(LessonReader, ActionsInLinksMayHaveSpaces) {
    const Reading reading = readLesson(
        "s.md", lessonWith("Now [crash it](do:crash S3) or "
                           "[cut](<do:cut S1-S2>) or "
                           "[wait](do:slow%20S1%20x2).\n"));
    EXPECT_THAT(lines(reading.faults), IsEmpty());
    const auto& paragraph =
        std::get<Prose>(reading.lesson.pages[0].pieces[0]).nodes[0];
    std::vector<std::string> targets;
    for (const Node& node : paragraph.children) {
        if (node.kind == NodeKind::link) targets.push_back(node.target);
    }
    EXPECT_THAT(targets, ElementsAre("crash S3", "cut S1-S2", "slow S1 x2"));
}

TEST(LessonReader, WindowsLineEndsAndAByteOrderMarkAreNoFaults) {
    std::string text = "\xef\xbb\xbf";
    for (const char letter : lessonWith("Words.\n")) {
        if (letter == '\n') text += '\r';
        text += letter;
    }
    EXPECT_THAT(faultsOfReading(text), IsEmpty());
}

struct Wrong {
    const char* name;
    std::string text;
    std::vector<std::string> faults;
};

// What the list of tests says instead of bytes.
void PrintTo(const Wrong& one, std::ostream* out) { *out << one.name; }

class LessonReaderTells : public ::testing::TestWithParam<Wrong> {};

TEST_P(LessonReaderTells, WhatIsWrongAndWhere) {
    EXPECT_EQ(faultsOfReading(GetParam().text), GetParam().faults);
}

const std::string asking = "kind: one\ntext: What?\nchoices:\n"
                           "  - text: a\n    right: yes\n    feedback: f\n"
                           "  - text: b\n    feedback: g\n";

const std::vector<Wrong> wrongLessons{
    {"NoFrontMatter", "## A page\n",
     {"1:1: no front matter; begin with a line ---, then id, title, topic, "
      "minutes, source, and ---"}},
    {"OpenFrontMatter", "---\nid: a\n",
     {"1:1: the front matter does not end; close it with a line ---"}},
    {"EmptyFile", "",
     {"1:1: no front matter; begin with a line ---, then id, title, topic, "
      "minutes, source, and ---"}},
    {"MissingFields", "---\nid: raft/a\n---\n" + opening,
     {"2:1: the front matter needs 'title:'",
      "2:1: the front matter needs 'topic:'",
      "2:1: the front matter needs 'minutes:'",
      "2:1: the front matter needs 'source:'"}},
    {"BadMinutes",
     "---\nid: raft/a\ntitle: T\ntopic: raft\nminutes: soon\nsource: S\n---\n" +
         opening,
     {"5:10: 'minutes' is a whole number from 1 to 60"}},
    {"UnknownField",
     "---\nid: raft/a\ntitel: T\ntitle: T\ntopic: raft\nminutes: 5\n"
     "source: S\n---\n" + opening,
     {"3:1: the front matter has no 'titel'; did you mean title?"}},
    {"RepeatedField",
     "---\nid: raft/a\ntitle: T\ntitle: U\ntopic: raft\nminutes: 5\n"
     "source: S\n---\n" + opening,
     {"4:1: 'title' stands here twice, at line 3 before; keep one"}},
    {"BadId",
     "---\nid: Raft Election\ntitle: T\ntopic: raft\nminutes: 5\nsource: S\n"
     "---\n" + opening,
     {"2:5: an id 'Raft Election'; it is folder and file in lower case: "
      "raft/election"}},
    {"BadMisconception",
     "---\nid: raft/a\ntitle: T\ntopic: raft\nminutes: 5\nsource: S\n"
     "misconceptions: [M1, six]\n---\n" + opening,
     {"7:22: a misconception 'six'; it is named by its number: M6"}},
    {"NoPage", front + fenced("lockstep", "topic raft\n"),
     {"8:1: no page; begin one with '## Its heading'"}},
    {"NoScenario", front + "## A page\n\nWords.\n",
     {"8:1: no scenario; write a ```lockstep block before the first page or "
      "on it"}},
    {"TextBeforePages", front + "Hello.\n\n" + opening,
     {"8:1: text before the first page; begin the page with '## Its "
      "heading'"}},
    {"BlockBeforePages", front + fenced("do", "timeout S1\n") + opening,
     {"8:1: a 'do' block before the first page; begin the page with '##' "
      "first"}},
    {"LateTitle", lessonWith("# Another title\n"),
     {"14:1: a heading '# Another title'; '#' is for the lesson's title, and "
      "'##' begins a page"}},
    {"SecondScenario",
     front + fenced("lockstep", "topic raft\n") + fenced("lockstep", "topic raft\n") +
         "## A page\n",
     {"11:1: a second scenario; keep one a page"}},
    {"LateScenario",
     lessonWith("Words.\n\n" + fenced("lockstep", "topic raft\n")),
     {"16:1: a scenario in the middle of a page; put it right below the "
      "heading"}},
    {"EmptyScenario", lessonWith(fenced("lockstep", "\n")),
     {"14:1: an empty scenario; begin it with 'topic raft'"}},
    {"BlockInAList", lessonWith("- item\n\n  ```do\n  timeout S1\n  ```\n"),
     {"16:3: a 'do' block inside a list or quote; put it at the left margin"}},
    {"DoAfterGoal",
     lessonWith(fenced("goal", "text: T\nwhen: S1.term = 1\n"
                               "solution: timeout S1\n") +
                fenced("do", "timeout S1\n")),
     {"19:1: a 'do' after a goal; begin another page"}},
    {"PredictionWithoutOutcome", lessonWith(fenced("ask", "role: predict\n" + asking)),
     {"14:1: a prediction without an outcome; put a ```do block after it"}},
    {"LinkElsewhere", lessonWith("See [this](https://example.org/a).\n"),
     {"14:12: a link to 'https://example.org/a'; a lesson's links are show:, "
      "do:, term: and code:"}},
    {"LinkToNothing", lessonWith("Two words, [here](show:).\n"),
     {"14:19: a link 'show:' to nothing; write what it means after the "
      "colon"}},
    {"SeveralAtOnce",
     lessonWith("[a](x:1)\nand [b](file:///etc/passwd)\n\n" +
                fenced("ask", "kind: many\ntext: T\n")),
     {"14:5: a link to 'x:1'; a lesson's links are show:, do:, term: and "
      "code:",
      "15:9: a link to 'file:///etc/passwd'; a lesson's links are show:, do:, "
      "term: and code:",
      "18:7: 'kind' cannot be 'many'; it is one, some, number, click, order "
      "or next"}},
    {"MistypedBlock", lessonWith(fenced("gaol", "text: T\n") + fenced("go", "x := 1\n")),
     {"14:1: there is no block 'gaol'; did you mean goal?"}},
    {"CutOffInABlock", lessonWith("```do\ncrash S1\n"),
     {"14:1: this block does not end; close it with a line ```"}},
    {"CutOffInAListing", lessonWith("~~~\ncrash S1\n"),
     {"14:1: this block does not end; close it with a line ```"}},
};

INSTANTIATE_TEST_SUITE_P(Table, LessonReaderTells,
                         ::testing::ValuesIn(wrongLessons),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace lockstep::lesson
