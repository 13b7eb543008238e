// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "samples.h"

// Files that mean harm get a clear fault, soon, and nothing else happens.
namespace lockstep::lesson {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::HasSubstr;

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

// A reader whose work grows with the square of such a text does not end within
// the test's time limit.
TEST(HostileLesson, AHugeFileIsRefusedAtOnce) {
    EXPECT_THAT(faultsOfReading(front + repeated("a", 3'000'000)),
                Contains(HasSubstr("1:1: a file of more than 128 KiB")));
}

TEST(HostileLesson, BytesThatAreNoTextAreRefused) {
    EXPECT_THAT(faultsOfReading(front + "\xff\xfe"), Contains(HasSubstr("8:1: ")));
    EXPECT_THAT(faultsOfReading(std::string("---\n\0\n", 6)),
                Contains(HasSubstr("2:1: ")));
    EXPECT_THAT(faultsOfReading(front + "\x1b[2J"), Contains(HasSubstr("8:1: ")));
}

TEST(HostileLesson, NestedListsAndQuotesAreBounded) {
    EXPECT_THAT(faultsOfReading(lessonWith(repeated("> ", 20'000) + "deep\n")),
                Contains(HasSubstr("nested more than 16 deep")));
    EXPECT_THAT(faultsOfReading(lessonWith(repeated("- ", 20'000) + "deep\n")),
                Contains(HasSubstr("nested more than 16 deep")));
    faultsOfReading(lessonWith(repeated("*a **a ", 8'000)));
}

TEST(HostileLesson, BracketsAndBackticksTakeNoLongTime) {
    faultsOfReading(lessonWith(repeated("[a](", 25'000)));
    faultsOfReading(lessonWith(repeated("![[]()", 18'000)));
    faultsOfReading(lessonWith(repeated("`a``", 25'000)));
    faultsOfReading(lessonWith(repeated("<a x='", 18'000)));
    faultsOfReading(lessonWith(repeated("](do:", 20'000)));
}

TEST(HostileLesson, YamlBombsDoNotGoOff) {
    std::string bomb = "a: &a [x, x]\n";
    for (char name = 'b'; name < 'z'; ++name) {
        const char before = static_cast<char>(name - 1);
        bomb += std::string(1, name) + ": &" + name + " [*" + before + ", *" +
                before + "]\n";
    }
    EXPECT_THAT(faultsOfReading(lessonWith(fenced("ask", bomb))),
                Contains(HasSubstr("an anchor")));
    EXPECT_THAT(faultsOfReading(lessonWith(fenced("ask", "text: " + repeated("[", 5'000) +
                                                  repeated("]", 5'000)))),
                Contains(HasSubstr("nested more than 8 deep")));
    std::string stairs;
    for (std::size_t step = 0; step < 100; ++step) {
        stairs += repeated(" ", step) + "a:\n";
    }
    EXPECT_THAT(faultsOfReading(lessonWith(fenced("ask", stairs))),
                Contains(HasSubstr("nested more than 8 deep")));
    EXPECT_THAT(faultsOfReading(lessonWith(fenced("ask", "choices: [" +
                                                  repeated("a,", 20'000) +
                                                  "]\n"))),
                Contains(HasSubstr("more than 2000 values")));
    EXPECT_THAT(faultsOfReading(lessonWith(fenced("ask", "text: |\n" +
                                                  repeated("  a\n", 20'000)))),
                Contains(HasSubstr("more than 64 KiB")));
    EXPECT_THAT(faultsOfReading(lessonWith(fenced("ask", "<<: {a: b}\n"))),
                Contains(HasSubstr("a question has no '<<'")));
}

TEST(HostileLesson, FaultsAreNotEndless) {
    EXPECT_EQ(faultsOfReading(lessonWith(repeated("[a](x:1)\n", 10'000))).size(),
              Faults::most);
}

TEST(HostileLesson, AScriptThatNeverEndsIsEnded) {
    const auto faults = faultsOfChecking(
        lessonWith(fenced("do", "run until leaders = none and S1.term = 9\n")));
    EXPECT_THAT(faults, Contains(HasSubstr("15:1: ")));
}

}  // namespace
}  // namespace lockstep::lesson
