// SPDX-License-Identifier: GPL-3.0-or-later
// Sections 5.3 and 5.5 of the Raft paper: a cluster whose followers and
// candidates crash or are slow, and the cases of D1 that go with it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::raft {
namespace {

using ::testing::IsEmpty;

// §5.3: the leader retries "indefinitely (even after it has responded to the
// client) until all followers eventually store all log entries".
TEST(RaftCrashes, TheLeaderRetriesAfterItHasAnswered) {
    Lab lab = led({.servers = 3});
    lab.plays("crash S3\nrequest S1 x=1");
    lab.settle();
    ASSERT_EQ(lab.fact("S1.kv.x"), "1");
    for (int i = 0; i < 30; ++i) {
        lab.plays("heartbeat S1");
        lab.settle();
    }
    EXPECT_EQ(lab.fact("S3.log"), "none");
    lab.plays("restart S3\nheartbeat S1");
    lab.settle();
    lab.plays("heartbeat S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S3.log"), "1:1=x:1");
    EXPECT_EQ(lab.fact("S3.kv.x"), "1");
}

// §5.3: "in the normal case a new entry can be replicated with a single round
// of RPCs to a majority of the cluster; and a single slow follower will not
// impact performance."
TEST(RaftCrashes, ASlowFollowerHoldsNothingUp) {
    for (const char* slow : {"slow S5 x1", "slow S5 x40"}) {
        Lab lab({.dials = {{"latency", "10 ms"}, {"election-timeout", "900 ms"}}});
        lab.plays("timeout S1");
        lab.settle();
        lab.plays(slow);
        lab.plays("request S1 x=1");
        lab.timeline().runUntil(Duration(19'999));
        EXPECT_EQ(lab.fact("S1.commit"), "0") << slow;
        lab.timeline().runUntil(Duration(20'000));
        EXPECT_EQ(lab.fact("S1.commit"), "1") << slow;
    }
}

// §5.3: "Raft can accept, replicate, and apply new log entries as long as a
// majority of the servers are up". D1.5: S1 leads, with three entries; S3 to S5
// are down, and nothing commits until one of them returns.
TEST(RaftCrashes, NothingCommitsUntilAMajorityIsUp) {
    Lab lab = led();
    lab.plays("crash S3\ncrash S4\ncrash S5");
    lab.plays("request S1 x=1\nrequest S1 x=2\nrequest S1 x=3");
    for (int i = 0; i < 5; ++i) {
        lab.plays("heartbeat S1");
        lab.settle();
    }
    EXPECT_EQ(lab.fact("S2.terms"), "1 1 1");
    EXPECT_EQ(lab.fact("S1.commit"), "0");
    lab.plays("restart S4\nheartbeat S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.commit"), "3");
}

// §5.5: "If a server crashes after completing an RPC but before responding,
// then it will receive the same RPC again after it restarts. Raft RPCs are
// idempotent, so this causes no harm." It "ignores those entries in the new
// request" that it has.
TEST(RaftCrashes, ACrashBeforeTheAnswerIsHarmless) {
    Lab lab = led({.servers = 3});
    lab.plays("crash S3\nrequest S1 x=1\ndeliver append S1->S2");
    lab.plays("drop append-reply S2->S1\ncrash S2");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.commit"), "0");
    EXPECT_EQ(lab.fact("S2.log"), "1:1=x:1");
    lab.plays("restart S2\nheartbeat S1");
    const auto again = static_cast<MessageId>(std::stoul(lab.fact("messages")));
    EXPECT_EQ(lab.carries(again, "entries"), "1:1=x:1");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.log"), "1:1=x:1");
    EXPECT_EQ(lab.fact("S1.commit"), "1");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// The same for a vote: it was given, the answer never came, and it is given
// again to the same candidate in the same term.
TEST(RaftCrashes, AVoteWhoseAnswerWasLostIsGivenAgain) {
    Lab lab({.servers = 3});
    lab.plays("timeout S1\nduplicate 1\ndeliver 1\ndrop vote S2->S1\ncrash S2\nrestart S2");
    lab.plays("deliver request-vote S1->S2\ndeliver vote S2->S1");
    EXPECT_EQ(lab.fact("leaders"), "S1");
}

// §5.5: "If a follower or candidate crashes, then future RequestVote and
// AppendEntries RPCs sent to it will fail." A candidate's crash costs the term.
TEST(RaftCrashes, ACandidatesCrashCostsOneTerm) {
    Lab lab({.servers = 3, .seed = 2});
    lab.plays("timeout S1\ncrash S1");
    lab.settle();
    EXPECT_EQ(lab.fact("leaders"), "none");
    const std::string leader = lab.runUntilLeader();
    EXPECT_NE(leader, "nobody");
    EXPECT_EQ(lab.fact(leader + ".term"), "2");
}

// D1.10 (§5.4.1): S4 and S5 voted for S3 in term 2, and S3's entry of that
// term is nowhere else. S1 fails in term 2, for they have voted; it wins term 3
// with their votes, and the entry of the newer term is overwritten.
TEST(RaftCrashes, ALogOfANewerTermThatNobodyElseHasLoses) {
    Lab lab({.givens = {"S1 term=1 log=1", "S2 term=1 log=1", "S3 term=2 voted=S3 log=2",
                        "S4 term=2 voted=S3", "S5 term=2 voted=S3"}});
    ASSERT_THAT(lab.faults(), IsEmpty());
    lab.plays("timeout S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.votes"), "S1 S2");
    EXPECT_EQ(lab.fact("leaders"), "none");
    lab.plays("timeout S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S4.voted"), "S1");
    EXPECT_EQ(lab.fact("S5.voted"), "S1");
    EXPECT_EQ(lab.fact("S3.voted"), "none") << "S3's log ends with term 2";
    EXPECT_EQ(lab.fact("leaders"), "S1");
    EXPECT_EQ(lab.fact("S3.terms"), "1");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

}  // namespace
}  // namespace lockstep::raft
