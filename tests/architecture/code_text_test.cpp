// SPDX-License-Identifier: GPL-3.0-or-later
#include "architecture/code_text.h"

#include <gmock/gmock.h>

namespace lockstep::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CodeText, ACommentIsBlankedAndItsLineStays) {
    EXPECT_EQ(withoutComments("a; // b\nc /* d\n e */ f"), "a;     \nc     \n      f");
}

TEST(CodeText, AStringMayHoldTwoSlashes) {
    EXPECT_EQ(withoutComments("f(\"a//b\"); // c"), "f(\"a//b\");     ");
    EXPECT_EQ(withoutCommentsAndStrings("f(\"a//b\", 1'000);"), "f(\"    \", 1'000);");
}

TEST(CodeText, ARawStringEndsAtItsOwnMark) {
    EXPECT_EQ(withoutCommentsAndStrings("R\"x(a)\" // \" )x\" b"), "                 b");
}

TEST(CodeText, IncludesHaveTheirLines) {
    const auto includes =
        includesOf("#include <vector>\n// #include <no>\n#include \"raft/log.h\"\n");
    ASSERT_EQ(includes.size(), 2u);
    EXPECT_EQ(includes[0].path, "vector");
    EXPECT_EQ(includes[1].path, "raft/log.h");
    EXPECT_EQ(includes[1].line, 3);
}

TEST(CodeText, AFunctionEndsUnderItsHead) {
    const auto functions = functionsOf(
        "namespace a {\nvoid f(int x) {\n    if (x) {\n        g();\n    }\n}\n"
        "struct S {\n    int h() const {\n        return 1;\n    }\n};\n}\n");
    ASSERT_EQ(functions.size(), 2u);
    EXPECT_EQ(functions[0].line, 2);
    EXPECT_EQ(functions[0].length, 5);
    EXPECT_EQ(functions[1].line, 8);
    EXPECT_EQ(functions[1].length, 3);
}

TEST(CodeText, AFunctionWithABrokenHeadEndsToo) {
    const auto functions = functionsOf("A::A(int x)\n    : x_(x) {\n    f();\n}\nint y = 0;\n");
    ASSERT_EQ(functions.size(), 1u);
    EXPECT_EQ(functions[0].length, 3);
}

TEST(CodeText, AColumnIsOneCodePoint) {
    EXPECT_EQ(columnsOf("a → b"), 5);
    EXPECT_EQ(columnsOf(""), 0);
}

TEST(CodeText, AWordStandsAlone) {
    EXPECT_TRUE(hasWord("a raft.", "raft"));
    EXPECT_FALSE(hasWord("rafts draft raft_x", "raft"));
}

TEST(CodeText, LinesNeedNoNewlineAtTheEnd) {
    EXPECT_THAT(linesOf("a\n\nb"), ElementsAre("a", "", "b"));
    EXPECT_THAT(linesOf(""), IsEmpty());
}

}  // namespace
}  // namespace lockstep::testing
