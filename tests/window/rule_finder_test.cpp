// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/rule_finder.h"

#include <gmock/gmock.h>

namespace lockstep::testing {
namespace {

constexpr std::string_view source =
    "int before;\n"            // 1
    "// [outer]\n"             // 2
    "// A rule (§5.4.1).\n"    // 3
    "void f() {\n"             // 4
    "    // [inner]\n"         // 5
    "    say(kind,\n"          // 6
    "        \"words\",\n"     // 7
    "        id);\n"           // 8
    "    // [inner]\n"         // 9
    "    other();\n"           // 10
    "}\n"                      // 11
    "// [outer]\n"             // 12
    "int after;\n";            // 13

TEST(RuleFinder, TheInnermostRuleAroundALineIsMeant) {
    const window::Rule inner = window::ruleAround("f.cpp", source, 7);
    EXPECT_EQ(inner.name, "inner");
    EXPECT_EQ(inner.firstLine, 6);
    EXPECT_EQ(inner.lines.size(), 3u);
    const window::Rule outer = window::ruleAround("f.cpp", source, 10);
    EXPECT_EQ(outer.name, "outer");
    EXPECT_EQ(outer.firstLine, 3);
    EXPECT_EQ(outer.section, "§5.4.1");
    EXPECT_TRUE(outer.contains(11));
    EXPECT_FALSE(outer.contains(12));
}

TEST(RuleFinder, WhereNoMarkIsTheLinesNearbyAreShown) {
    const window::Rule rule = window::ruleAround("f.cpp", source, 13);
    EXPECT_TRUE(rule.name.empty());
    EXPECT_TRUE(rule.contains(13));
    EXPECT_TRUE(window::ruleAround("f.cpp", "", 5).lines.empty());
    EXPECT_FALSE(window::ruleAround("f.cpp", source, 500).lines.empty());
}

TEST(RuleFinder, WhereNoMarkIsTheFunctionIsShownWithItsComment) {
    constexpr std::string_view plain =
        "// [other]\n"
        "int other();\n"
        "// [other]\n"
        "\n"
        "// What it is for,\n"          // 5
        "// in two lines.\n"
        "void learn(Server& node,\n"
        "           Outbox& out) {\n"
        "    if (known) {\n"
        "        out.say(kind);\n"      // 10
        "    }\n"
        "\n"
        "}\n"
        "class Teller {\n"
        "public:\n"
        "    void tell() {\n"           // 16
        "        say(kind);\n"
        "    }\n"
        "    void more() {}\n"
        "};\n";
    const window::Rule rule = window::ruleAround("f.cpp", plain, 10);
    EXPECT_EQ(rule.name, "learn");
    EXPECT_EQ(rule.firstLine, 5);
    EXPECT_EQ(rule.lines.size(), 9u);
    const window::Rule member = window::ruleAround("f.cpp", plain, 17);
    EXPECT_EQ(member.name, "tell");
    EXPECT_EQ(member.firstLine, 16);
    EXPECT_EQ(member.lines.size(), 3u);
}

TEST(RuleFinder, WhatIsToldElsewhereNamesItsRule) {
    constexpr std::string_view told =
        "case Scheme::jump:\n"
        "    // rule: ring/jump#jump\n"
        "    say(kind, \"words\");\n"
        "    say(kind, \"more\");\n";
    EXPECT_EQ(window::linkAbove(told, 3), "ring/jump#jump");
    EXPECT_EQ(window::linkAbove(told, 4), "");
    EXPECT_EQ(window::linkAbove(told, 1), "");
    const window::LineRange head = window::headOf(window::ruleNamed("f.cpp", source, "outer"));
    EXPECT_EQ(head.first, 4) << "comments are not the rule";
    EXPECT_EQ(head.last, 4);
}

TEST(RuleFinder, RulesHaveNames) {
    EXPECT_EQ(window::ruleNamed("f.cpp", source, "inner").firstLine, 6);
    EXPECT_TRUE(window::ruleNamed("f.cpp", source, "none").lines.empty());
}

TEST(RuleFinder, AStatementGoesFromItsFirstLineToItsSemicolon) {
    for (const int line : {6, 7, 8}) {
        const window::LineRange range = window::statementAt(source, line);
        EXPECT_EQ(range.first, 6);
        EXPECT_EQ(range.last, 8);
    }
    EXPECT_EQ(window::statementAt(source, 10).first, 10);
    EXPECT_EQ(window::statementAt(source, 99).first, 99);
}

}  // namespace
}  // namespace lockstep::testing
