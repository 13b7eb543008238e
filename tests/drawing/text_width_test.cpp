// SPDX-License-Identifier: GPL-3.0-or-later
// Against Qt's own measures: tests/theme.
#include "drawing/text_width.h"

#include <gtest/gtest.h>

namespace lockstep::drawing {
namespace {

TEST(TextWidth, GrowsEvenlyWithTheSize) {
    EXPECT_NEAR(textWidth("candidate", 22, Weight::semibold),
                2 * textWidth("candidate", 11, Weight::semibold), 1e-9);
    EXPECT_GT(textWidth("term 2", 11, Weight::bold), textWidth("term 2", 11));
    EXPECT_EQ(textWidth("", 11), 0);
}

TEST(TextWidth, CodeHasOneWidthForAllLetters) {
    EXPECT_DOUBLE_EQ(textWidth("iiii", 10, Weight::regular, Face::code),
                     textWidth("WWWW", 10, Weight::regular, Face::code));
    EXPECT_DOUBLE_EQ(textWidth("x", 10, Weight::regular, Face::code), 6);
}

TEST(TextWidth, CountsLettersAndNotBytes) {
    EXPECT_NEAR(textWidth("é", 100), textWidth("e", 100), 1);
    EXPECT_GT(textWidth("\xff\xfe", 10), 0) << "broken text has some width too";
}

TEST(TextWidth, ElidesWhatDoesNotFit) {
    EXPECT_EQ(elided("short", 100, 11), "short");
    const std::string cut = elided("a very long name of a server", 60, 11);
    EXPECT_LE(textWidth(cut, 11), 60);
    EXPECT_EQ(cut.substr(cut.size() - 3), "…");
    EXPECT_EQ(elided("ééééééééé", 20, 11).find('\xc3') % 2, 0U) << "letters stay whole";
}

TEST(TextWidth, WrapsAtSpaces) {
    const auto lines = wrapped("Its vote was free, and its log is as good.", 120, 12,
                               Weight::regular, 3);
    ASSERT_GE(lines.size(), 2U);
    for (const std::string& line : lines) EXPECT_LE(textWidth(line, 12), 120);
    const auto two = wrapped("one two three four five six seven eight nine ten eleven", 60, 12,
                             Weight::regular, 2);
    ASSERT_EQ(two.size(), 2U);
    EXPECT_EQ(two[1].substr(two[1].size() - 3), "…");
}

}  // namespace
}  // namespace lockstep::drawing
