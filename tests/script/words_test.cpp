// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/words.h"

#include <gmock/gmock.h>

#include "script/text.h"

namespace lockstep::script {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> textsOf(std::string_view line,
                                 Parentheses parentheses = Parentheses::partOfWords) {
    std::vector<Fault> faults;
    std::vector<std::string> texts;
    for (const Token& token : splitTokens(line, 1, faults, parentheses))
        texts.push_back(token.text);
    EXPECT_TRUE(faults.empty());
    return texts;
}

TEST(ScriptWords, AreSeparatedBySpaces) {
    EXPECT_THAT(textsOf("  crash   S1  "), ElementsAre("crash", "S1"));
    EXPECT_THAT(textsOf(""), IsEmpty());
}

TEST(ScriptWords, ACommentBeginsAtTheStartOrAfterASpace) {
    EXPECT_THAT(textsOf("# all of it"), IsEmpty());
    EXPECT_THAT(textsOf("step # now"), ElementsAre("step"));
    EXPECT_THAT(textsOf("request S1 x=#7"), ElementsAre("request", "S1", "x=#7"));
    EXPECT_THAT(textsOf("note \"a # b\""), ElementsAre("note", "a # b"));
}

TEST(ScriptWords, QuotesKeepSpacesAndHaveTwoEscapes) {
    EXPECT_THAT(textsOf(R"(note "a b" "say \"hi\" \\ bye")"),
                ElementsAre("note", "a b", R"(say "hi" \ bye)"));
    EXPECT_THAT(textsOf(R"(print keys."127.0.0.1:90")"), ElementsAre("print", "keys.127.0.0.1:90"));
}

TEST(ScriptWords, KeepWhatWasWritten) {
    std::vector<Fault> faults;
    const auto tokens = splitTokens(R"(print keys."a b".x)", 1, faults);
    ASSERT_EQ(tokens.size(), 2u);
    EXPECT_EQ(tokens[1].raw, R"(keys."a b".x)");
    EXPECT_TRUE(tokens[1].quoted);
    EXPECT_EQ(tokens[1].column, 7);
}

TEST(ScriptWords, ColumnsCountCharacters) {
    std::vector<Fault> faults;
    const auto tokens = splitTokens("note äöü step", 1, faults);
    ASSERT_EQ(tokens.size(), 3u);
    EXPECT_EQ(tokens[2].column, 10);
}

TEST(ScriptWords, ParenthesesMayStandApart) {
    EXPECT_THAT(textsOf("count(S*.role = leader) = 1", Parentheses::apart),
                ElementsAre("count", "(", "S*.role", "=", "leader", ")", "=", "1"));
    EXPECT_THAT(textsOf("x = \"(a)\"", Parentheses::apart), ElementsAre("x", "=", "(a)"));
    EXPECT_THAT(textsOf("f(x)"), ElementsAre("f(x)"));
}

TEST(ScriptWords, AnOpenQuoteIsAFault) {
    std::vector<Fault> faults;
    splitTokens("note \"never ends", 4, faults);
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].place, (Place{4, 6}));
    EXPECT_THAT(faults[0].message, HasSubstr("not closed"));
}

TEST(ScriptWords, AnUnknownEscapeIsAFault) {
    std::vector<Fault> faults;
    splitTokens(R"(note "a\nb")", 1, faults);
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].place.column, 8);
}

TEST(ScriptWords, NumbersHaveLimits) {
    EXPECT_EQ(wholeNumber("18446744073709551615"), ~0ULL);
    EXPECT_EQ(wholeNumber("18446744073709551616"), std::nullopt);
    EXPECT_EQ(wholeNumber("12", 11), std::nullopt);
    EXPECT_EQ(wholeNumber("-1"), std::nullopt);
    EXPECT_EQ(wholeNumber(""), std::nullopt);
    EXPECT_EQ(wholeNumber("1e3"), std::nullopt);
}

TEST(ScriptText, IsCleaned) {
    Fault fault;
    EXPECT_EQ(cleanText("\xEF\xBB\xBFtopic\traft\r\nstep\r\n", fault), "topic raft\nstep\n");
}

struct Unclean {
    std::string text;
    Place place;
};

// What the list of tests says instead of bytes.
void PrintTo(const Unclean& one, std::ostream* out) {
    *out << one.place.line << ':' << one.place.column;
}

class UncleanText : public ::testing::TestWithParam<Unclean> {};

TEST_P(UncleanText, HasAPlace) {
    Fault fault;
    EXPECT_EQ(cleanText(GetParam().text, fault), std::nullopt);
    EXPECT_EQ(fault.place, GetParam().place) << fault.place.line << ':' << fault.place.column;
    EXPECT_FALSE(fault.message.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, UncleanText,
    ::testing::Values(Unclean{"ab\xFF", {1, 3}}, Unclean{std::string("step\nä\0", 8), {2, 2}},
                      Unclean{"\xC0\x80", {1, 1}}, Unclean{"a\xED\xA0\x80", {1, 2}},
                      Unclean{"\xF4\x90\x80\x80", {1, 1}}, Unclean{"a\rb", {1, 2}},
                      Unclean{"\x1b[2J", {1, 1}}, Unclean{"cut \xC2\x9B", {1, 5}},
                      Unclean{"short \xE2\x82", {1, 7}},
                      Unclean{"ok\n" + std::string(longestLine + 1, 'x'),
                              {2, static_cast<int>(longestLine) + 1}},
                      Unclean{std::string(longestText + 1, '\n'), {1, 1}}));

TEST(ScriptText, SuggestsWhatIsNear) {
    EXPECT_EQ(nearest("stpe", {"step", "back"}), "step");
    EXPECT_EQ(nearest("elephant", {"step", "back"}), std::nullopt);
    EXPECT_EQ(didYouMean("crsh", {"crash"}, "nothing"), "; did you mean crash?");
    EXPECT_EQ(didYouMean("zzz", {"crash"}, "there is crash"), "; there is crash");
}

TEST(ScriptText, ShowsWordsOnOneShortLine) {
    EXPECT_EQ(shown("a\nb\x1b"), "'a?b?'");
    EXPECT_EQ(shown(std::string(100, 'x')), "'" + std::string(40, 'x') + "…'");
    EXPECT_EQ(shown("\xFF"), "'?'");
}

TEST(ScriptText, ValuesAreQuotedWhereTheyNeedIt) {
    EXPECT_EQ(quoted("main"), "main");
    EXPECT_EQ(quoted("branch 2"), "\"branch 2\"");
    EXPECT_EQ(quoted("a\"b"), "\"a\\\"b\"");
    EXPECT_EQ(quoted(""), "\"\"");
    EXPECT_EQ(quoted("#x"), "\"#x\"");
}

}  // namespace
}  // namespace lockstep::script
