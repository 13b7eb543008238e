// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings and sessions play to the same state.
#include "script/recording.h"

#include <gmock/gmock.h>

#include "kernel/action_text.h"
#include "kernel/random.h"
#include "script/lab.h"
#include "script/player.h"

namespace lockstep::script {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::unique_ptr<Timeline> played(const std::string& text, Outcome expected = Outcome::done) {
    const Script script = read(text);
    EXPECT_TRUE(script.topic) << faultOf(text) << "\n" << text;
    if (!script.topic) return nullptr;
    auto timeline = open(script);
    Listener nobody;
    EXPECT_EQ(Player(*timeline, nobody).play(script.commands), expected) << text;
    return timeline;
}

std::string digestOf(const Timeline& timeline) {
    return readFacts(timeline, Glob("digest")).at(0).second;
}

// The recording of a script leads to where the script ended, and so does its own recording.
void expectRoundTrip(const std::string& text) {
    const auto first = played(text);
    ASSERT_TRUE(first);
    const std::string recording = writeRecording(*first);
    const auto second = played(recording);
    ASSERT_TRUE(second);
    EXPECT_TRUE(second->world().digest() == first->world().digest()) << recording;
    EXPECT_EQ(second->step(), first->step());
    EXPECT_EQ(second->time(), first->time());
    EXPECT_EQ(writeRecording(*second), recording);
}

TEST(Recording, IsAHeadStepsAndWhatWasDoneByHand) {
    const auto timeline = played(
        "topic raft\nservers a:2 \"b c\" d\nseed 7\nlatency 5 ms\nflaw half-quorum on\n"
        "given a term=3 log=1,2\nstep\nrun 1 ms\nrequest a x=1\ncrash d\nrun 3 ms\n");
    ASSERT_TRUE(timeline);
    EXPECT_EQ(writeRecording(*timeline),
              std::string("# Recorded by Lockstep ") + programVersion() +
                  ".\n"
                  "topic raft\nservers a:2 \"b c\" d\nseed 7\nlatency 5 ms\nflaw half-quorum on\n"
                  "given a term=3 log=1,2\n\n"
                  "step\nrun 1 ms\nrequest a x=1\ncrash d\nrun 3 ms\nexpect digest = " +
                  digestOf(*timeline) + '\n');
}

TEST(Recording, PlaysToTheSameState) {
    expectRoundTrip("topic raft\nrun 2 s\n");
    expectRoundTrip("topic raft\nseed 3\nloss 20 %\nduplicate 20 %\nreorder on\nrun 2 s\n");
    expectRoundTrip(
        "topic raft\ntimeout S1\nsettle\nrequest S1 x=7\nrun 20 ms\ncrash S1\nrun 1 s\n");
    expectRoundTrip("topic raft\npartition S1 S2 | S3\nrun 1 s\nheal\nslow S2 x3\nrun 500 ms\n");
    expectRoundTrip("topic raft\nrun 1 s\nback 7\ncrash S2\nrun 30 ms\n");
    expectRoundTrip("topic raft\n");
}

TEST(Recording, ADialTurnedFirstIsNoPartOfTheHead) {
    const auto timeline = played("topic raft\ngo 0\nlatency 1 ms\nrun 400 ms\n");
    ASSERT_TRUE(timeline);
    EXPECT_THAT(writeRecording(*timeline), HasSubstr("\ngo 0\nlatency 1 ms\nstep"));
    expectRoundTrip("topic raft\ngo 0\nlatency 1 ms\nrun 400 ms\n");
    expectRoundTrip("topic raft\ngo 0\nflaw half-quorum on\nrun 400 ms\n");
}

TEST(Recording, WaitsForWhatIsDueAtThatVeryMoment) {
    const std::string text =
        "topic raft\nlatency 10 ms\ntimeout S1\nidle 10 ms\ncrash S2\nstep 3\n";
    EXPECT_THAT(writeRecording(*played(text)), HasSubstr("idle 10 ms\ncrash S2"));
    expectRoundTrip(text);
}

TEST(Recording, ADifferenceIsToldByItsLastLine) {
    const auto timeline = played("topic raft\nrun 1 s\n");
    std::string recording = writeRecording(*timeline);
    recording.replace(recording.find("seed 1"), 6, "seed 2");
    played(recording, Outcome::failed);
}

TEST(Session, OpensEveryBranchAgain) {
    const auto first = played(
        "topic raft\nrun 300 ms\ngo 3\ncrash S1\nrun 40 ms\nbranch \"to b\"\nrun 10 ms\n"
        "go main\ncrash S2\nrun 20 ms\ngo 1\nlatency 3 ms\nrun 100 ms\ngo \"branch 2\"\nback 2\n");
    ASSERT_TRUE(first);
    const std::string text = writeSession(*first);
    const auto second = played(text);
    ASSERT_TRUE(second) << text;
    EXPECT_EQ(writeSession(*second), text);
    const auto branches = first->branches();
    ASSERT_EQ(second->branches().size(), branches.size());
    for (std::size_t i = 0; i < branches.size(); ++i) {
        const BranchInfo again = second->branches()[i];
        EXPECT_EQ(again.name, branches[i].name);
        EXPECT_EQ(again.parent, branches[i].parent);
        EXPECT_EQ(again.fork, branches[i].fork);
        EXPECT_EQ(again.tip, branches[i].tip);
        EXPECT_EQ(again.tipTime, branches[i].tipTime);
    }
    EXPECT_EQ(second->branch(), first->branch());
    EXPECT_EQ(second->step(), first->step());
}

TEST(Session, TellsBranchesOfOneNameApart) {
    const auto timeline = played("topic raft\nstep 3\nbranch a\nstep\ngo 1\nbranch b\nstep\n");
    timeline->renameBranch(2, "a");
    timeline->renameBranch(1, "12");
    const auto again = played(writeSession(*timeline));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->branches().size(), 3u);
    EXPECT_EQ(again->branches()[1].name, "12");
}

// A hand that does anything at any time, forth and back.
void actAtRandom(Timeline& timeline, Random& random) {
    const auto below = [&](std::int64_t bound) {
        return random.within(DurationRange{Duration(0), Duration(bound - 1)}).count();
    };
    const TopicInfo& info = timeline.topic().info();
    static const std::vector<std::string> lines{
        "crash S1", "restart S1", "crash S3",  "restart S3",  "timeout S2",    "timeout S4",
        "heal",     "cut S1->S2", "cut S2-S3", "slow S4 x7",  "latency 2..9 ms", "loss 10 %",
        "reorder on", "partition S1 S2 | S3 S4 S5", "request S2 x=1", "request S4 y=2",
        "flaw half-quorum on", "flaw half-quorum off"};
    for (int i = 0; i < 120; ++i) {
        switch (below(6)) {
            case 0: timeline.runUntil(timeline.time() + Duration(below(40'000))); break;
            case 1: timeline.seek(static_cast<Step>(below(timeline.stepCount() + 1))); break;
            case 2: timeline.back(); break;
            case 3: timeline.stepClock(); break;
            default: {
                Fault fault;
                const auto& line = lines[static_cast<std::size_t>(
                    below(static_cast<std::int64_t>(lines.size())))];
                const auto written = parseAction(line, info, timeline.setup(), fault);
                ASSERT_TRUE(written) << line << fault.message;
                timeline.act(written->action);
            }
        }
    }
}

TEST(Session, HoldsWhateverAHandHasDone) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        SCOPED_TRACE(seed);
        const Script script = read("topic raft\nseed " + std::to_string(seed) + '\n');
        const auto timeline = open(script);
        Random random(seed);
        actAtRandom(*timeline, random);
        const auto again = played(writeSession(*timeline));
        ASSERT_TRUE(again);
        EXPECT_EQ(writeSession(*again), writeSession(*timeline));
        const auto recorded = played(writeRecording(*timeline));
        ASSERT_TRUE(recorded);
        EXPECT_EQ(digestOf(*recorded), digestOf(*timeline));
    }
}

}  // namespace
}  // namespace lockstep::script
