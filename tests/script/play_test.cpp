// SPDX-License-Identifier: GPL-3.0-or-later
// What playing a script does: the semantics of each command.
#include "script/player.h"

#include <gmock/gmock.h>

#include "script/lab.h"
#include "script/lines.h"

namespace lockstep::script {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

class Notes final : public Listener {
public:
    void acted(const Timeline& timeline) override {
        actions.push_back(toText(timeline.actionAt(timeline.step())));
    }
    void expected(const Command&, const Expression&, bool holds, const FactList& got) override {
        held.push_back(holds);
        seen = got;
    }
    void printed(const Timeline&, const FactList& facts) override { prints = facts; }
    void refused(const Command&, const std::string& why) override { refusal = why; }
    bool listens() override { return actions.size() < patience; }

    std::vector<std::string> actions;
    std::vector<bool> held;
    FactList seen;
    FactList prints;
    std::string refusal;
    std::size_t patience = 1'000'000;

private:
    static std::string toText(const Action& action) {
        return std::to_string(static_cast<int>(action.verb)) + ':' + std::to_string(action.n);
    }
};

struct Played {
    std::unique_ptr<Timeline> timeline;
    Outcome outcome{};
    Notes notes;

    std::string fact(const std::string& name) const {
        const auto facts = readFacts(*timeline, Glob(name));
        return facts.empty() ? "unknown" : facts[0].second;
    }
};

Played play(const std::string& text) {
    Played played;
    const Script script = read(text);
    EXPECT_TRUE(script.topic) << faultOf(text);
    if (!script.topic) return played;
    played.timeline = open(script);
    played.outcome = Player(*played.timeline, played.notes).play(script.commands);
    return played;
}

const std::string three = "topic raft\nservers 3\n";

TEST(ScriptPlay, StepTakesWhatTheClockHasNext) {
    const Played played = play(three + "step 2\n");
    EXPECT_EQ(played.outcome, Outcome::done);
    EXPECT_EQ(played.fact("step"), "2");
    EXPECT_EQ(played.notes.actions.size(), 2u);
}

TEST(ScriptPlay, StepIsTheInverseOfBack) {
    const Played played = play(three + "run 300 ms\n");
    const Played again = play(three + "run 300 ms\nback 5\nstep 5\n");
    EXPECT_EQ(played.fact("time"), "300");
    EXPECT_EQ(played.fact("digest"), again.fact("digest"));
    EXPECT_EQ(again.fact("branch"), "main");
}

TEST(ScriptPlay, BackGivesTheTimeBackToo) {
    const Played before = play(three + "run 300 ms\n");
    const Played undone = play(three + "run 300 ms\ncrash S1\nback\n");
    EXPECT_EQ(before.fact("digest"), undone.fact("digest"));
}

TEST(ScriptPlay, BackBeyondTheStartIsRefused) {
    const Played played = play(three + "step\nback 2\nstep\n");
    EXPECT_EQ(played.outcome, Outcome::refused);
    EXPECT_EQ(played.fact("step"), "1");
}

TEST(ScriptPlay, StepWithNothingPendingIsRefused) {
    const Played played = play("topic raft\nservers 1\ncrash S1\nstep\n");
    EXPECT_EQ(played.outcome, Outcome::refused);
    EXPECT_THAT(played.notes.refusal, HasSubstr("nothing is pending"));
}

TEST(ScriptPlay, RunPlaysUpToAndIncludingItsEnd) {
    const std::string head = three + "latency 10 ms\ntimeout S1\n";
    EXPECT_EQ(play(head + "run 9.999 ms\n").fact("S2.term"), "0");
    const Played played = play(head + "run 10 ms\n");
    EXPECT_EQ(played.fact("S2.term"), "1");
    EXPECT_EQ(played.fact("S3.term"), "1");
    EXPECT_EQ(played.fact("time"), "10");
}

TEST(ScriptPlay, RunMovesTheClockWhereNothingIsDue) {
    const Played played = play("topic raft\nservers 1\ncrash S1\nrun 5 s\n");
    EXPECT_EQ(played.fact("time"), "5000");
    EXPECT_EQ(played.fact("step"), "1");
}

TEST(ScriptPlay, RunUntilLooksBeforeTheFirstStep) {
    const Played played = play(three + "run until S1.role = follower\n");
    EXPECT_EQ(played.fact("step"), "0");
    EXPECT_EQ(played.outcome, Outcome::done);
    EXPECT_TRUE(played.notes.held.empty());
}

TEST(ScriptPlay, RunUntilStopsAtTheStep) {
    const Played played = play(three + "run until count(S*.role = leader) = 1\n");
    EXPECT_EQ(played.outcome, Outcome::done);
    EXPECT_NE(played.fact("leaders"), "none");
}

TEST(ScriptPlay, RunUntilGivesUpAfterItsTime) {
    const Played played = play(three + "run until S1.term = 99 within 1 s\nstep\n");
    EXPECT_EQ(played.outcome, Outcome::failed);
    EXPECT_THAT(played.notes.held, ElementsAre(false));
    EXPECT_GE(std::stod(played.fact("time")), 1000);
}

TEST(ScriptPlay, RunUntilGivesUpAfterAMinute) {
    const Played played = play("topic raft\nservers 1\ncrash S1\nrun until S1.role = leader\n");
    EXPECT_EQ(played.outcome, Outcome::failed);
    EXPECT_EQ(played.fact("time"), "60000");
}

TEST(ScriptPlay, SettleDeliversByIdWithoutTime) {
    const Played played = play(three + "timeout S1\nsettle\n");
    EXPECT_EQ(played.fact("messages"), "none");
    EXPECT_EQ(played.fact("time"), "0");
    EXPECT_EQ(played.fact("S1.role"), "leader");
    EXPECT_THAT(played.notes.actions, Contains("0:1"));
    EXPECT_EQ(played.notes.actions[1], "0:1");
    EXPECT_EQ(played.notes.actions[2], "0:2");
}

TEST(ScriptPlay, ByHandMovesNoClock) {
    const Played played = play(three + "run 7 ms\ncrash S1\nrestart S1\ntimeout S2\n");
    EXPECT_EQ(played.fact("time"), "7");
    EXPECT_EQ(played.fact("S2.role"), "candidate");
}

TEST(ScriptPlay, RefusedEndsTheScript) {
    const Played played = play(three + "crash S1\ncrash S1\ncrash S2\n");
    EXPECT_EQ(played.outcome, Outcome::refused);
    EXPECT_EQ(played.notes.refusal, "S1 is down");
    EXPECT_EQ(played.fact("S2.role"), "follower");
}

TEST(ScriptPlay, AFailedExpectSaysWhatWasThereAndGoesOn) {
    const Played played = play(three + "expect S1.role = leader\ncrash S1\n");
    EXPECT_EQ(played.outcome, Outcome::failed);
    EXPECT_THAT(played.notes.seen, ElementsAre(Pair("S1.role", "follower")));
    EXPECT_EQ(played.fact("S1.role"), "down");
}

TEST(ScriptPlay, PrintTellsEachFactOnce) {
    const Played played = play(three + "print S1.role S*.role S1.kv.x message.*\n");
    EXPECT_THAT(played.notes.prints,
                ElementsAre(Pair("S1.role", "follower"), Pair("S2.role", "follower"),
                            Pair("S3.role", "follower"), Pair("S1.kv.x", "none")));
}

TEST(ScriptPlay, ActingInThePastOpensABranch) {
    const Played played = play(three + "run 300 ms\ngo 2\ncrash S1\n");
    EXPECT_EQ(played.fact("branch"), "branch 2");
    EXPECT_EQ(played.fact("step"), "3");
    const Played back = play(three + "run 300 ms\nprint digest\ngo 2\ncrash S1\ngo main\n");
    EXPECT_EQ(back.notes.prints.at(0).second, back.fact("digest"));
}

TEST(ScriptPlay, RunInThePastGoesAlongTheRecording) {
    const Played played = play(three + "run 300 ms\ngo 2\nrun 20 ms\n");
    EXPECT_EQ(played.fact("branch"), "main");
    const Played other = play(three + "run 100 ms\ncrash S1\nrun 300 ms\ngo 0\nrun 300 ms\n");
    EXPECT_EQ(other.fact("branch"), "branch 2");
}

TEST(ScriptPlay, GoFindsStepsBranchesAndMilestones) {
    EXPECT_EQ(play(three + "run 1 s\ngo 3\n").fact("step"), "3");
    EXPECT_EQ(play(three + "step\nbranch b\nstep 3\ngo main\n").fact("step"), "1");
    EXPECT_EQ(play(three + "step\nbranch b\nstep 3\ngo main\ngo b\n").fact("step"), "4");
    const Played played = play(three + "run 1 s\ngo raft.leader_elected\n");
    EXPECT_NE(played.fact("leaders"), "none");
    EXPECT_EQ(play(three + "step\ngo raft.leader_elected\n").outcome, Outcome::refused);
    EXPECT_EQ(play(three + "run 1 s\ngo raft.leader_elected.9\n").outcome, Outcome::refused);
    EXPECT_EQ(play(three + "step\ngo 2\n").outcome, Outcome::refused);
    EXPECT_EQ(play(three + "step\ngo \"branch 2\"\n").outcome, Outcome::refused);
}

TEST(ScriptPlay, MessagesAreFoundByKindOldestFirst) {
    const Played played = play(three + "timeout S1\ndrop request-vote S1->S2\nprint messages\n");
    EXPECT_THAT(played.notes.prints, ElementsAre(Pair("messages", "2")));
    EXPECT_EQ(play(three + "deliver append S1->S2\n").outcome, Outcome::refused);
    EXPECT_EQ(play(three + "drop 7\n").outcome, Outcome::refused);
}

TEST(ScriptPlay, DialsAndFlawsHoldFromThenOn) {
    const Played played = play(three + "timeout S1\nflaw counts-no-votes on\ntimeout S2\n");
    EXPECT_EQ(played.fact("S1.role"), "candidate");
    EXPECT_EQ(played.fact("S2.role"), "leader");
}

TEST(ScriptPlay, IdleMovesTheClockAlone) {
    const Played played = play(three + "timeout S1\nidle 1 ms\nidle 1 s\n");
    EXPECT_EQ(played.outcome, Outcome::refused);
    EXPECT_EQ(played.fact("time"), "1");
}

TEST(ScriptPlay, StopsWhenNobodyListens) {
    const Script script = read("topic raft\nrun 10 s\nstep\n");
    const auto timeline = open(script);
    Notes notes;
    notes.patience = 5;
    EXPECT_EQ(Player(*timeline, notes).play(script.commands), Outcome::stopped);
    EXPECT_EQ(timeline->step(), 5u);
}

TEST(ScriptPlay, BranchesHaveALimit) {
    std::string text = three + "step 3\n";
    for (std::size_t i = 0; i < 2 * mostBranches; ++i) text += "go 1\ncrash S1\n";
    const Played played = play(text);
    EXPECT_EQ(played.outcome, Outcome::refused);
    EXPECT_THAT(played.notes.refusal, HasSubstr("branches"));
}

TEST(ScriptPlay, TheSameScriptTellsTheSame) {
    const std::string text =
        "topic raft\nseed 11\nloss 10 %\nduplicate 10 %\nreorder on\nrun 3 s\n";
    EXPECT_EQ(play(text).fact("digest"), play(text).fact("digest"));
    EXPECT_NE(play(text).fact("digest"), play("topic raft\nseed 12\nrun 3 s\n").fact("digest"));
}

}  // namespace
}  // namespace lockstep::script
