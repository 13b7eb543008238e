// SPDX-License-Identifier: GPL-3.0-or-later
// Section 8 of the Raft paper and chapter 6 of the dissertation: sessions and
// reads; and chapters 3.10 and 9.6, on who leads: transfer and pre-vote.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::raft {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// §8: "If it receives a command whose serial number has already been executed,
// it responds immediately without re-executing the request."
TEST(RaftSessions, AnExecutedCommandIsAnsweredAtOnce) {
    Lab lab = written({.servers = 3});
    lab.plays("request S1 y=1 client=C1 serial=1");
    lab.settle();
    lab.plays("request S1 y=1 client=C1 serial=1");
    EXPECT_TRUE(lab.happened("raft.request_answered"));
    EXPECT_EQ(lab.fact("S1.log"), "1:1=x:1 2:1=y:1");
    EXPECT_EQ(lab.fact("messages"), "none");
}

// The same while the first is not executed yet: it stands twice in the log and
// is executed once.
TEST(RaftSessions, ACommandThatStandsTwiceIsExecutedOnce) {
    for (const bool flawed : {false, true}) {
        Lab::Head head{.servers = 3};
        if (flawed) head.flaws = {"applies-twice"};
        Lab lab = written(head);
        lab.plays("request S1 y=1 client=C1 serial=1\nrequest S1 y=2 client=C2 serial=1");
        lab.plays("request S1 y=1 client=C1 serial=1");
        lab.settle();
        EXPECT_EQ(lab.fact("S1.terms"), "1 1 1 1");
        EXPECT_EQ(lab.fact("S1.kv.y"), flawed ? "1" : "2");
        EXPECT_EQ(lab.count("raft.duplicate_skipped") > 0, !flawed);
        EXPECT_EQ(lab.broken().empty(), !flawed);
        if (flawed) {
            EXPECT_THAT(lab.broken(), Contains("commands-once"));
        }
    }
}

TEST(RaftSessions, WithoutASessionNothingIsRemembered) {
    Lab lab = written({.servers = 3});
    lab.plays("request S1 x=2\nrequest S1 x=1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.kv.x"), "1");
    EXPECT_EQ(lab.fact("S1.sessions"), "none");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(RaftSessions, AnIncompleteTicketIsRefused) {
    Lab lab = written({.servers = 3});
    for (const char* wrong :
         {"client=C1", "serial=1", "client=C1 serial=0", "client=C1 serial=x"}) {
        EXPECT_THAT(lab.refusal(std::string("request S1 x=1 ") + wrong),
                    HasSubstr("write client=C1 serial=3"))
            << wrong;
    }
}

// §8: "a leader must check whether it has been deposed before processing a
// read-only request".
TEST(RaftReads, ADeposedLeaderDoesNotAnswer) {
    for (const bool flawed : {false, true}) {
        Lab::Head head{.servers = 3};
        if (flawed) head.flaws = {"reads-alone"};
        Lab lab = written(head);
        lab.plays("partition S1 | S2 S3\ntimeout S2");
        lab.settle();
        lab.plays("request S2 x=2");
        lab.settle();
        lab.plays("read S1 x");
        lab.settle();
        EXPECT_EQ(lab.fact("S1.read"), flawed ? "x=1" : "none");
        EXPECT_EQ(lab.broken().empty(), !flawed);
        if (flawed) {
            EXPECT_THAT(lab.broken(), Contains("linearizable-reads"));
        }
    }
}

// Heartbeats that were under way before do not count: S2 followed then, but
// may not any more.
TEST(RaftReads, AnOlderAnswerDoesNotConfirm) {
    Lab lab = written({.servers = 3});
    lab.plays("heartbeat S1\ndeliver append S1->S2\nread S1 x\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.read"), "none");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.read"), "x=1");
}

// §8: "a leader must have the latest information on which entries are
// committed": before an entry of its own term is, it may not.
TEST(RaftReads, ANewLeaderCommitsAnEntryFirst) {
    Lab lab = written({.servers = 3});
    lab.plays("timeout S2");
    lab.settle();
    ASSERT_EQ(lab.fact("S2.commit"), "0");
    lab.plays("read S2 x\ndeliver append S2->S3\ndeliver append-reply S3->S2");
    EXPECT_EQ(lab.fact("S2.log"), "1:1=x:1 2:2=noop");
    EXPECT_EQ(lab.fact("S2.read"), "x=1") << lab.telling();
}

TEST(RaftReads, OneServerAnswersAlone) {
    Lab lab({.servers = 1});
    lab.plays("timeout S1\nrequest S1 x=1\nread S1 x");
    EXPECT_EQ(lab.fact("S1.read"), "x=1");
}

// Dissertation 6.4.1: within its lease a leader asks nobody.
TEST(RaftLease, AReadNeedsNoMessage) {
    Lab lab = written({.servers = 3, .dials = {{"reads", "lease"}, {"latency", "5 ms"}}});
    lab.runFor(Duration(100'000));
    const std::string before = lab.fact("messages");
    lab.plays("read S1 x");
    EXPECT_EQ(lab.fact("S1.read"), "x=1");
    EXPECT_EQ(lab.fact("messages"), before);
}

// A lease runs out: cut off, the leader asks, and gets no answer.
TEST(RaftLease, RunsOut) {
    Lab lab = written({.servers = 3, .dials = {{"reads", "lease"}, {"latency", "5 ms"}}});
    lab.runFor(Duration(100'000));
    lab.plays("partition S1 | S2 S3");
    lab.runFor(Duration(200'000));
    lab.plays("read S1 x");
    EXPECT_EQ(lab.fact("S1.read"), "none");
    lab.runFor(std::chrono::seconds(1));
    EXPECT_EQ(lab.fact("S1.read"), "none");
}

// With clocks that run alike no read is out of date, whatever happens; with a
// leader's clock that runs slow some are. Both under the clock, for a lease
// means nothing where hands fire timers.
TEST(RaftLease, HoldsAsFarAsTheClocksAgree) {
    int stale = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        for (const bool drifts : {false, true}) {
            Lab::Head head{.servers = 3, .seed = seed};
            head.dials = {{"reads", "lease"}, {"latency", "2..20 ms"}};
            if (drifts) head.dials.emplace_back("drift", "S1 0.2");
            Lab lab(head);
            lab.plays("timeout S1");
            lab.runFor(Duration(60'000));
            lab.plays("request S1 x=1");
            lab.runFor(Duration(100'000));
            lab.plays("partition S1 | S2 S3");
            for (int i = 0; i < 40; ++i) {
                lab.runFor(Duration(20'000));
                lab.plays("request S2 x=" + std::to_string(2 + i));
                lab.plays("request S3 x=" + std::to_string(2 + i));
                lab.plays("read S1 x");
            }
            if (!drifts) {
                EXPECT_THAT(lab.broken(), IsEmpty()) << "seed " << seed;
            }
            stale += lab.broken().empty() ? 0 : 1;
        }
    }
    EXPECT_GT(stale, 30) << "the slow clock must show";
}

// Dissertation 9.6: a server "only increments its term if it first learns from
// a majority of the cluster that they would be willing to grant it their votes".
TEST(RaftPreVote, NobodysTermChanges) {
    Lab lab({.servers = 3, .dials = {{"prevote", "on"}}});
    lab.plays("timeout S1\ndeliver request-vote S1->S2");
    EXPECT_EQ(lab.fact("S1.role"), "precandidate");
    EXPECT_EQ(lab.fact("S1.term"), "0");
    EXPECT_EQ(lab.fact("S1.voted"), "none");
    EXPECT_EQ(lab.fact("S2.term"), "0");
    EXPECT_EQ(lab.fact("S2.voted"), "none");
    EXPECT_EQ(lab.fact("S1.votes"), "S1");
    lab.plays("deliver vote S2->S1");
    EXPECT_EQ(lab.fact("S1.role"), "candidate");
    EXPECT_EQ(lab.fact("S1.term"), "1");
    lab.settle();
    EXPECT_EQ(lab.fact("leaders"), "S1");
}

// It is denied while the voter hears from a leader, and to a shorter log.
TEST(RaftPreVote, IsDeniedWhereALeaderIsHeardOrTheLogIsBehind) {
    Lab lab = written({.servers = 3, .dials = {{"prevote", "on"}}});
    lab.plays("timeout S3\ndeliver request-vote S3->S2");
    EXPECT_THAT(lab.telling(), HasSubstr("has a leader"));
    Lab behind({.servers = 3,
                .dials = {{"prevote", "on"}},
                .givens = {"S1 log=1", "S2 log=1,1", "S3 log=1,1"}});
    behind.plays("timeout S1");
    behind.settle();
    EXPECT_EQ(behind.fact("S1.role"), "precandidate");
    EXPECT_EQ(behind.fact("S1.term"), "1");
}

// The measure: how often the term rises while a server is cut off and comes
// back, five times.
TEST(RaftPreVote, ARejoiningServerDoesNotDisrupt) {
    for (const char* preVote : {"off", "on"}) {
        Lab lab = written({.servers = 3, .dials = {{"prevote", preVote}, {"latency", "5 ms"}}});
        for (int i = 0; i < 5; ++i) {
            lab.plays("partition S1 S2 | S3");
            lab.runFor(std::chrono::seconds(2));
            lab.plays("heal");
            lab.runFor(std::chrono::seconds(1));
        }
        const int term = std::stoi(lab.fact("S2.term"));
        if (std::string(preVote) == "on") {
            EXPECT_EQ(term, 1);
            EXPECT_EQ(lab.fact("leaders"), "S1");
        } else {
            EXPECT_GT(term, 5);
        }
    }
}

// Dissertation 3.10: the target "will have a larger term and a log at least as
// up-to-date", and no time is lost.
TEST(RaftTransfer, TheTargetTakesOver) {
    Lab lab = written({.servers = 5});
    lab.plays("transfer S1 S4");
    lab.settle();
    EXPECT_EQ(lab.fact("leaders"), "S4");
    EXPECT_EQ(lab.fact("S4.term"), "2");
    EXPECT_EQ(lab.fact("S4.log"), "1:1=x:1");
}

// It passes by those who disregard candidates while they hear a leader, and
// asks nobody first (dissertation 4.2.3).
TEST(RaftTransfer, PassesByPreVoteAndDisregard) {
    Lab lab = written({.servers = 3, .dials = {{"prevote", "on"}, {"sticky", "on"}}});
    lab.plays("transfer S1 S2");
    lab.settle();
    EXPECT_EQ(lab.fact("leaders"), "S2");
    EXPECT_EQ(lab.count("raft.pre_vote_started"), 1U) << "only for the first leader";
}

TEST(RaftTransfer, TheLeaderGoesOnIfItFails) {
    Lab lab = written({.servers = 3});
    lab.plays("crash S2\ntransfer S1 S2\nrequest S1 y=1");
    EXPECT_THAT(lab.telling(), HasSubstr("hands over to S2"));
    lab.runFor(Duration(400'000));
    EXPECT_TRUE(lab.happened("raft.transfer_abandoned"));
    lab.plays("request S1 y=1");
    lab.runFor(Duration(200'000));
    EXPECT_EQ(lab.fact("S1.kv.y"), "1");
    EXPECT_EQ(lab.fact("S1.term"), "1");
}

// A leader that let another stand uses no lease any more in its term.
TEST(RaftTransfer, EndsTheLease) {
    Lab lab = written({.servers = 3, .dials = {{"reads", "lease"}, {"latency", "5 ms"}}});
    lab.runFor(Duration(100'000));
    lab.plays("transfer S1 S2\nread S1 x");
    EXPECT_EQ(lab.fact("S1.read"), "none");
}

}  // namespace
}  // namespace lockstep::raft
