// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/expression.h"

#include <gmock/gmock.h>

#include <map>

#include "script/text.h"

namespace lockstep::script {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

// Facts of a made-up world.
const std::map<std::string, std::string> world{
    {"S1.role", "leader"},   {"S2.role", "follower"}, {"S3.role", "follower"},
    {"S1.term", "10"},       {"S2.term", "10"},       {"S3.term", "9"},
    {"S1.votes", "S1 S3"},   {"S2.votes", "none"},    {"S1.log", "1:1 2:1=x:7"},
    {"share.a", "0.5"},      {"A1.ballot", "10.P1"},  {"keys.\"127.0.0.1:90\"", "3"},
    {"S1.kv.\"my key\"", "and"}, {"S2.commit", "none"}};

const auto knownFacts = [](const Glob& glob, const FactSink& sink) {
    for (const auto& [name, value] : world) {
        if (glob.matches(name)) sink(name, Value(value));
    }
};

bool holds(const std::string& line) {
    std::vector<Fault> faults;
    const auto expression = readExpression(line, 1, faults);
    if (!expression) {
        ADD_FAILURE() << line << ": " << faults.at(0).message;
        return false;
    }
    EXPECT_EQ(expression->text(), line);
    return expression->holds(knownFacts);
}

TEST(ScriptExpression, ComparesTextAndNumbers) {
    EXPECT_TRUE(holds("S1.role = leader"));
    EXPECT_FALSE(holds("S1.role != leader"));
    EXPECT_TRUE(holds("S1.term = 10.0"));
    EXPECT_TRUE(holds("S1.term > 9"));
    EXPECT_FALSE(holds("S1.term > 10"));
    EXPECT_TRUE(holds("S1.term >= 10"));
    EXPECT_TRUE(holds("S3.term < 10"));
    EXPECT_TRUE(holds("S3.term <= 9"));
    EXPECT_TRUE(holds("share.a >= 0.4999"));
    EXPECT_TRUE(holds("share.a > -1"));
}

TEST(ScriptExpression, BallotsCompareByTheirNumbers) {
    EXPECT_TRUE(holds("A1.ballot > 2.P9"));
    EXPECT_FALSE(holds("A1.ballot > 10.P2"));
}

TEST(ScriptExpression, NothingIsNeitherAboveNorBelow) {
    EXPECT_TRUE(holds("S2.commit = none"));
    EXPECT_FALSE(holds("S2.commit < 1"));
    EXPECT_FALSE(holds("S2.commit >= 0"));
    EXPECT_TRUE(holds("S2.commit != 0"));
}

TEST(ScriptExpression, ListsContainTheirParts) {
    EXPECT_TRUE(holds("S1.votes contains S3"));
    EXPECT_FALSE(holds("S1.votes contains S"));
    EXPECT_TRUE(holds("S1.log contains 2:1=x:7"));
    EXPECT_FALSE(holds("S2.votes contains S1"));
}

TEST(ScriptExpression, AListNeedsNoQuotes) {
    EXPECT_TRUE(holds("S1.votes = S1 S3"));
    EXPECT_TRUE(holds("S1.votes = \"S1 S3\""));
    EXPECT_TRUE(holds("S1.votes = S1 S3 and S1.role = leader"));
    EXPECT_TRUE(holds("not (S1.votes = S1 S2)"));
}

TEST(ScriptExpression, CountsAndCompares) {
    EXPECT_TRUE(holds("count(S*.role = follower) = 2"));
    EXPECT_TRUE(holds("count(S*.role = follower) >= 2"));
    EXPECT_TRUE(holds("count ( S*.role != leader ) < 3"));
    EXPECT_TRUE(holds("count(S*.votes contains S1) = 1"));
    EXPECT_FALSE(holds("same(S*.term)"));
    EXPECT_TRUE(holds("same(S1.term)"));
    EXPECT_TRUE(holds("not same(S*.role)"));
}

TEST(ScriptExpression, NotComesBeforeAndAndAndBeforeOr) {
    EXPECT_TRUE(holds("S1.role = leader or S2.role = leader and S3.role = leader"));
    EXPECT_FALSE(holds("(S1.role = leader or S2.role = leader) and S3.role = leader"));
    EXPECT_FALSE(holds("not S1.role = leader and S2.role = follower"));
    EXPECT_TRUE(holds("not (S1.role = leader and S2.role = leader)"));
    EXPECT_TRUE(holds("not not S1.role = leader"));
}

TEST(ScriptExpression, QuotesKeepDotsWordsAndSpaces) {
    EXPECT_TRUE(holds("keys.\"127.0.0.1:90\" = 3"));
    EXPECT_TRUE(holds("S1.kv.\"my key\" = \"and\""));
}

TEST(ScriptExpression, SaysWhatItSaw) {
    std::vector<Fault> faults;
    const auto expression =
        readExpression("count(S*.role = leader) = 2 or S1.role = x or S9.role = y", 1, faults);
    ASSERT_TRUE(expression);
    EXPECT_THAT(expression->got(knownFacts),
                ElementsAre(Pair("S1.role", "leader"), Pair("S2.role", "follower"),
                            Pair("S3.role", "follower"), Pair("S9.role", "none")));
}

TEST(ScriptExpression, CanBeAskedForAValue) {
    const auto value = [](const std::string& line) {
        std::vector<Fault> faults;
        const auto expression = readExpression(line, 1, faults, Asking::forValue);
        return expression ? expression->value(knownFacts) : faults.at(0).message;
    };
    EXPECT_EQ(value("S1.role"), "leader");
    EXPECT_EQ(value("count(S*.role = follower)"), "2");
    EXPECT_EQ(value("count(S*.role = follower) = 2"), "true");
    EXPECT_EQ(value("S1.role = follower"), "false");
    EXPECT_THAT(value("S*.role"), HasSubstr("several facts"));
}

struct WrongLine {
    std::string line;
    int column;
    std::string says;
};

// What the list of tests says instead of bytes.
void PrintTo(const WrongLine& one, std::ostream* out) { *out << one.says; }

class WrongExpression : public ::testing::TestWithParam<WrongLine> {};

TEST_P(WrongExpression, SaysWhereAndWhat) {
    std::vector<Fault> faults;
    EXPECT_FALSE(readExpression(GetParam().line, 3, faults));
    ASSERT_EQ(faults.size(), 1u) << GetParam().line;
    EXPECT_EQ(faults[0].place, (Place{3, GetParam().column})) << faults[0].place.column;
    EXPECT_THAT(faults[0].message, HasSubstr(GetParam().says));
}

std::string nested(int depth) {
    return std::string(static_cast<std::size_t>(depth), '(') + "a = b" +
           std::string(static_cast<std::size_t>(depth), ')');
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongExpression,
    ::testing::Values(
        WrongLine{"", 1, "a fact is missing"}, WrongLine{"S1.role", 8, "an operator is missing"},
        WrongLine{"S1.role=leader", 1, "put spaces around"},
        WrongLine{"S1.role =", 10, "a value is missing"},
        WrongLine{"S1.role == leader", 9, "an operator is missing"},
        WrongLine{"S*.role = leader", 1, "names several facts"},
        WrongLine{"(S1.role = leader", 18, "a parenthesis is not closed"},
        WrongLine{"S1.role = leader)", 17, "does not belong here"},
        WrongLine{"S1.role = leader S2.role = x", 26, "stands in a value"},
        WrongLine{"S1.role = not leader", 11, "stands in a value"},
        WrongLine{"S1.role = f(x)", 12, "stands in a value"},
        WrongLine{"S1.votes contains S1 S2", 19, "one part"},
        WrongLine{"count(S*.role = leader)", 24, "an operator is missing"},
        WrongLine{"count(S*.role) = 2", 14, "an operator is missing"},
        WrongLine{"count(S*.role = leader) = two", 27, "a whole number"},
        WrongLine{"count(S*.role = leader) contains 2", 34, "a whole number"},
        WrongLine{"same(S*.role", 13, "a parenthesis is not closed"},
        WrongLine{"a = b and", 10, "a fact is missing"},
        WrongLine{"or a = b", 1, "stands where a fact"}, WrongLine{"not", 4, "a fact is missing"},
        WrongLine{"() = b", 2, "stands where a fact"}, WrongLine{"a = \"b", 5, "not closed"},
        WrongLine{nested(101), 101, "nested too deep"}));

TEST(ScriptExpression, NestsWithinLimits) {
    std::vector<Fault> faults;
    EXPECT_TRUE(readExpression(nested(100), 1, faults));
    std::string nots;
    for (int i = 0; i < 10'000; ++i) nots += "not ";
    EXPECT_FALSE(readExpression(nots + "a = b", 1, faults));
    std::string chain = "S1.role = leader";
    for (int i = 0; i < 3'000; ++i) chain += " and S1.term = 10";
    EXPECT_TRUE(holds(chain));
}

}  // namespace
}  // namespace lockstep::script
