// SPDX-License-Identifier: GPL-3.0-or-later
// What a script may be: every sentence of the language that can be checked before a run.
#include "script/reader.h"

#include <gmock/gmock.h>

#include "script/lab.h"

namespace lockstep::script {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(ScriptReader, ReadsAHead) {
    const Script script = read(
        "topic raft\nservers 3\nseed 9\nlatency 5..6 ms\nflaw forgets-vote on\n"
        "given S1 term=4 log=1,1,4\n");
    EXPECT_EQ(script.topic, catalog().find("raft"));
    EXPECT_EQ(script.scenario.servers, numberedServers(3));
    EXPECT_EQ(script.scenario.seed, 9u);
    ASSERT_EQ(script.scenario.dials.size(), 1u);
    EXPECT_EQ(script.scenario.dials[0].value, "5..6 ms");
    EXPECT_EQ(script.scenario.dials[0].valuePlace, (Place{4, 9}));
    EXPECT_THAT(script.scenario.flaws, ElementsAre("forgets-vote"));
    ASSERT_EQ(script.scenario.givens.size(), 1u);
    EXPECT_EQ(script.scenario.givens[0].settings[1].value, "1,1,4");
    EXPECT_TRUE(script.commands.empty());
}

TEST(ScriptReader, NamesServersWithWeights) {
    const Script script = read("topic raft\nservers a:5 \"127.0.0.1:90\":2 \"b c\"\n");
    EXPECT_THAT(script.scenario.servers,
                ElementsAre(ScenarioServer{"a", 5}, ScenarioServer{"127.0.0.1:90", 2},
                            ScenarioServer{"b c", 1}));
}

TEST(ScriptReader, TheTopicMayStandAnywhereInTheHead) {
    EXPECT_EQ(faultOf("seed 3\nservers 3\ntopic raft\nstep\n"), "");
}

TEST(ScriptReader, AFlawMayBeSwitchedOffAgain) {
    EXPECT_TRUE(
        read("topic raft\nflaw half-quorum\nflaw half-quorum off\n").scenario.flaws.empty());
}

TEST(ScriptReader, ADialAfterTheFirstCommandIsAnAction) {
    const Script script = read("topic raft\nlatency 5 ms\nstep\nlatency 6 ms\nheartbeat 80 ms\n");
    ASSERT_EQ(script.commands.size(), 3u);
    EXPECT_TRUE(std::holds_alternative<ActCommand>(script.commands[1].what));
    EXPECT_EQ(script.commands[2].text, "heartbeat 80 ms");
    EXPECT_EQ(script.scenario.dials.size(), 1u);
}

TEST(ScriptReader, AVerbWithTheNameOfADialIsACommand) {
    EXPECT_EQ(read("topic raft\nheartbeat 40 ms\nheartbeat S1\n").commands.size(), 1u);
    EXPECT_EQ(read("topic raft\nduplicate 5 %\nduplicate 5\n").commands.size(), 1u);
}

TEST(ScriptReader, ReadsEveryCommand) {
    const char* text =
        "topic raft\nservers 3\n"
        "step\nstep 3\nback\nback 2\ngo 0\ngo main\ngo raft.leader_elected\n"
        "go raft.leader_elected.2\nbranch other\ngo other\ngo \"branch 2\"\nnote \"a caption\"\n"
        "run 200 ms\nrun 200ms\nrun 1.5 s\nrun until S3.role = leader\n"
        "run until S3.role = leader within 5 s\nidle 1 us\nsettle\n"
        "deliver 12\ndeliver append S1->S2\ndrop 1\nduplicate vote S1->S3\ndelay 3 50 ms\n"
        "delay append S1->S2 50ms\ncrash S1\nrestart S1\nslow S1 x10\ncut S1->S2\ncut S1-S2\n"
        "heal S1-S2\nheal S1->S2\nheal\npartition S1 S2 | S3\npartition S1\n"
        "expect S1.role = leader\nexpect time < 100 and step > 2 and branch = main\n"
        "print S1.role S*.log S*.kv.* message.* message.3 messages digest\n"
        "timeout S1\nheartbeat S1\nrequest S1 x=7\nloss 2.5 %\nflaw half-quorum on\n"
        "flaw half-quorum off\nreorder on\nbackup fast\n";
    EXPECT_EQ(faultOf(text), "");
    EXPECT_EQ(read(text).commands.size(), 46u);
}

TEST(ScriptReader, PassesOverExpectedOutput) {
    const Script script = read("topic raft\nstep\n----\nno command at all\ncrash S9\n\nback\n");
    EXPECT_EQ(script.commands.size(), 2u);
}

TEST(ScriptReader, ReadsCommandsForATimeline) {
    const Script script = read("topic raft\nservers 3\n");
    const auto timeline = open(script);
    std::vector<Fault> faults;
    EXPECT_TRUE(readCommands("crash S1\nexpect S1.role = down", *timeline, faults));
    EXPECT_FALSE(readCommands("step\ncrash S7", *timeline, faults));
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].place, (Place{2, 7}));
}

TEST(ScriptReader, ReadsAHeadAlone) {
    std::vector<Fault> faults;
    EXPECT_TRUE(readHead("topic raft\nseed 2\n", catalog(), faults));
    EXPECT_FALSE(readHead("topic raft\nstep\n", catalog(), faults));
    EXPECT_EQ(faults.at(0).place, (Place{2, 1}));
}

struct Wrong {
    std::string text;  // after a line "topic raft", unless it has one itself
    std::string says;  // with its place in the whole script
};

// What the list of tests says instead of bytes.
void PrintTo(const Wrong& one, std::ostream* out) { *out << one.says; }

class WrongScript : public ::testing::TestWithParam<Wrong> {};

TEST_P(WrongScript, SaysWhereAndWhat) {
    const bool own = GetParam().says.rfind("1:", 0) == 0;
    const std::string fault = faultOf(own ? GetParam().text : "topic raft\n" + GetParam().text);
    const std::size_t column = GetParam().says.find(": ");
    EXPECT_THAT(fault, StartsWith(GetParam().says.substr(0, column + 2)));
    EXPECT_THAT(fault, HasSubstr(GetParam().says.substr(column + 2)));
}

INSTANTIATE_TEST_SUITE_P(
    Head, WrongScript,
    ::testing::Values(
        Wrong{"", "1:1: the script is empty"}, Wrong{"# only this\n", "1:1: the script is empty"},
        Wrong{"crash S1\n", "1:1: begins with its topic"}, Wrong{"  topc raft", "1:3: topic"},
        Wrong{"topic", "1:1: topic takes one name"}, Wrong{"topic rft", "1:7: did you mean raft?"},
        Wrong{"topic raft raft", "1:1: topic takes one name"},
        Wrong{"servers", "2:1: servers needs"}, Wrong{"servers 0", "2:9: raft has 1 to 9 servers"},
        Wrong{"servers 10", "2:9: raft has 1 to 9 servers"},
        Wrong{"servers -1", "2:9: raft has 1 to 9 servers, not -1"},
        Wrong{"servers 1e3", "2:9: raft has 1 to 9 servers, not 1e3"},
        Wrong{"servers 99999999999999999999", "2:9: raft has 1 to 9 servers"},
        Wrong{"servers a b a", "2:13: two servers are named 'a'"},
        Wrong{"servers a:0 b", "2:9: a weight"}, Wrong{"servers a: b", "2:9: a weight"},
        Wrong{"servers 127.0.0.1 b", "2:9: in quotes"}, Wrong{"servers \"\" b", "2:9: empty"},
        Wrong{"servers a*b c", "2:9: meaning of their own"},
        Wrong{"servers 3\nservers 3", "3:1: stands in line 2 already"},
        Wrong{"seed -1", "2:6: seed takes a whole number"},
        Wrong{"seed 18446744073709551616", "2:6: seed takes"}, Wrong{"seed", "2:1: seed takes"},
        Wrong{"latency", "2:1: latency needs a value"},
        Wrong{"latency 20..10 ms", "2:9: latency cannot be"},
        Wrong{"latency 10 parsecs", "2:9: latency cannot be"},
        Wrong{"latency 999 min", "2:9: latency cannot be"},
        Wrong{"loss 101 %", "2:6: loss cannot be"}, Wrong{"reorder maybe", "2:9: off or on"},
        Wrong{"batch 0", "2:7: batch cannot be"}, Wrong{"flaw", "2:1: flaw NAME on"},
        Wrong{"flaw forget-vote on", "2:6: did you mean forgets-vote?"},
        Wrong{"flaw forgets-vote maybe", "2:19: flaw NAME on"},
        Wrong{"given S1", "2:1: given needs"}, Wrong{"given S9 term=1", "2:7: S9"},
        Wrong{"given S1 term", "2:10: NAME=VALUE"}, Wrong{"given S1 term = 1", "2:10: NAME=VALUE"},
        Wrong{"given S1 trm=1", "2:10: trm"}, Wrong{"given S1 term=x", "2:15: "},
        Wrong{"given S1 term=1 log=1,2", "2:10: below its log"},
        Wrong{"note \"open", "2:6: not closed"}));

INSTANTIATE_TEST_SUITE_P(
    Commands, WrongScript,
    ::testing::Values(
        Wrong{"stpe", "2:1: did you mean step?"}, Wrong{"elephant", "2:1: there is no command"},
        Wrong{"step\nseed 3", "3:1: belongs to the head"},
        Wrong{"step\nservers 3", "3:1: belongs to the head"},
        Wrong{"step\ntopic raft", "3:1: belongs to the head"},
        Wrong{"step\ngiven S1 term=1", "3:1: belongs to the head"},
        Wrong{"step 0", "2:6: a number of steps"}, Wrong{"step x", "2:6: a number of steps"},
        Wrong{"step 99999999999", "2:6: a number of steps"}, Wrong{"step 1 2", "2:8: too much"},
        Wrong{"back -1", "2:6: a number of steps"}, Wrong{"go", "2:1: go needs"},
        Wrong{"go nowhere", "2:4: no branch or milestone"},
        Wrong{"go raft.leader_electd", "2:4: did you mean raft.leader_elected?"},
        Wrong{"go raft.leader_elected.0", "2:4: no branch"},
        Wrong{"go later\nbranch later", "2:4: "}, Wrong{"go 1 2", "2:6: too much"},
        Wrong{"branch", "2:1: needs a name"}, Wrong{"branch main", "2:8: already"},
        Wrong{"branch 12", "2:8: cannot be named"}, Wrong{"branch a\nbranch a", "3:8: already"},
        Wrong{"note", "2:1: caption"}, Wrong{"run", "2:1: run takes"},
        Wrong{"run 5", "2:5: a time is a number and"}, Wrong{"run -5 ms", "2:5: a time is"},
        Wrong{"run 5 ms now", "2:5: a time is"}, Wrong{"run 0.0001 ms", "2:5: a time is"},
        Wrong{"run 99999999999 s", "2:5: a time is"}, Wrong{"run until", "2:10: a fact is missing"},
        Wrong{"run until S1.role = leader within", "2:28: within takes a time"},
        Wrong{"run until S1.rol = leader", "2:11: did you mean S1.role?"},
        Wrong{"settle now", "2:8: too much"}, Wrong{"expect", "2:7: a fact is missing"},
        Wrong{"expect S9.role = leader", "2:8: did you mean"},
        Wrong{"expect leader = S1", "2:8: did you mean leaders?"},
        Wrong{"expect count(S*.rolle = x) = 0", "2:14: no fact matches"},
        Wrong{"expect message.x = none", "2:8: there is no fact"},
        Wrong{"print", "2:1: print needs facts"}, Wrong{"print S1.role nonsense", "2:15: no fact"},
        Wrong{"print X*.role", "2:7: no fact matches"}, Wrong{"crash", "2:1: needs a server"},
        Wrong{"crash S9", "2:7: there is no server"}, Wrong{"crash S1 S2", "2:10: too much"},
        Wrong{"slow S1 10", "2:9: slow needs a whole factor"}, Wrong{"cut S1", "2:5: a link"},
        Wrong{"cut S1->S1", "2:5: a link"}, Wrong{"partition S1 | S1", "2:16: two groups"},
        Wrong{"partition |", "2:11: groups"}, Wrong{"deliver", "2:1: a message"},
        Wrong{"deliver letter S1->S2", "2:9: kind of message"},
        Wrong{"deliver append S1-S2", "2:16: "}, Wrong{"delay 1", "2:7: delay needs a time"},
        Wrong{"delay 1 9999 s", "2:9: delay needs a time"},
        Wrong{"request S1 x", "2:12: KEY=VALUE"}, Wrong{"request S1", "2:9: is written"},
        Wrong{"timeout S1 now", "2:12: too much"},
        Wrong{"step\nlatency 5 lightyears", "3:9: latency cannot be"},
        Wrong{"step\nflaw nonsense on", "3:6: there is no flaw"}));

TEST(ScriptReader, ColumnsCountCharactersInEveryFault) {
    EXPECT_THAT(faultOf("topic raft\nnote ä crash\ncrash ä"), StartsWith("3:7: "));
    EXPECT_THAT(faultOf("topic raft\nrequest S1 ä=1 zuviel"), StartsWith("2:16: "));
    EXPECT_THAT(faultOf("topic raft\nexpect S1.kv.ä = 1 and nö = 1"), StartsWith("2:24: "));
}

TEST(ScriptReader, TellsTheFirstFaultFirst) {
    EXPECT_THAT(faultOf("topic raft\nbogus\nservers 3 3 3\n"), StartsWith("2:1: "));
}

TEST(ScriptReader, FactsThatComeAndGoAreKnown) {
    EXPECT_EQ(faultOf("topic raft\nexpect S1.kv.never = none\n"), "");
    EXPECT_EQ(faultOf("topic raft\nexpect count(message.* = x) = 0\n"), "");
    EXPECT_EQ(faultOf("topic raft\nexpect count(S*.kv.x = 7) = 0\n"), "");
    EXPECT_EQ(faultOf("topic raft\nprint S1.next.S2 S*.match.*\n"), "");
}

}  // namespace
}  // namespace lockstep::script
