// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/glob.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(Glob, AStarMatchesNoDot) {
    EXPECT_TRUE(Glob("S*.role").matches("S1.role"));
    EXPECT_TRUE(Glob("S*.role").matches("S.role"));
    EXPECT_FALSE(Glob("S*").matches("S1.role"));
    EXPECT_FALSE(Glob("S*.role").matches("S1.next.role"));
    EXPECT_TRUE(Glob("*.*").matches("S1.role"));
    EXPECT_TRUE(Glob("*a*b*").matches("xxaxxbxx"));
    EXPECT_FALSE(Glob("*a*b").matches("xxaxxbx"));
}

TEST(Glob, QuotesKeepDotsTogether) {
    EXPECT_TRUE(Glob("keys.\"127.0.0.1:90\"").matches("keys.\"127.0.0.1:90\""));
    EXPECT_FALSE(Glob("keys.*").matches("keys.a.b"));
    EXPECT_TRUE(Glob("keys.*").matches("keys.\"a.b\""));
    EXPECT_EQ(Glob("owner.\"a.b\"").exactPart(1), "a.b");
    EXPECT_EQ(Glob("owner.*").exactPart(1), "");
}

TEST(Glob, TellsWhichServersItMayMean) {
    EXPECT_TRUE(Glob("S1.role").mayStartWith("S1"));
    EXPECT_FALSE(Glob("S1.role").mayStartWith("S2"));
    EXPECT_TRUE(Glob("*.role").mayStartWith("S2"));
}

TEST(Glob, NamesAreQuotedWhereNeeded) {
    EXPECT_EQ(quotedPart("S1"), "S1");
    EXPECT_EQ(quotedPart("a.b"), "\"a.b\"");
    EXPECT_EQ(quotedPart("say \"hi\""), "\"say \\\"hi\\\"\"");
}

TEST(Glob, ManyStarsAreQuick) {
    const std::string stars = "*a*a*a*a*a*a*a*a*a*a*a*a*b";
    EXPECT_FALSE(Glob(stars).matches(std::string(5000, 'a')));
}

}  // namespace
}  // namespace lockstep
