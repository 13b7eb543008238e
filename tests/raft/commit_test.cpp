// SPDX-License-Identifier: GPL-3.0-or-later
// Section 5.4.2 of the Raft paper: committing entries from previous terms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::raft {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "a leader cannot immediately conclude that an entry from a previous term is
// committed once it is stored on a majority of servers." "Raft never commits
// log entries from previous terms by counting replicas."
TEST(RaftCommit, AnOlderTermIsNotCommittedByCounting) {
    Lab lab({.servers = 3, .givens = {"S1 log=1,2", "S2 log=1", "S3 log=1"}});
    lab.plays("timeout S1");
    lab.settle();
    ASSERT_EQ(lab.fact("S1.role"), "leader");
    EXPECT_EQ(lab.fact("S2.terms"), "1 2");
    EXPECT_EQ(lab.fact("S1.match.S2"), "2");
    EXPECT_EQ(lab.fact("S1.commit"), "0");
    EXPECT_TRUE(lab.happened("raft.commit_withheld"));
}

// "once an entry from the current term has been committed in this way, then
// all prior entries are committed indirectly because of the Log Matching
// Property."
TEST(RaftCommit, AnEntryOfItsOwnTermCommitsAllBefore) {
    Lab lab({.servers = 3, .givens = {"S1 log=1,2", "S2 log=1", "S3 log=1"}});
    lab.plays("timeout S1");
    lab.settle();
    lab.plays("request S1 x=1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.commit"), "3");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// The oracle of etcd's test for this rule: two servers, terms 1 and 2 in the
// log, the leader appends in a later term; the follower's match of 1, 2 and 3
// commits 0, 0 and 3.
TEST(RaftCommit, MatchesCommitAsInEtcdsTest) {
    Lab lab({.servers = 2, .givens = {"S1 log=1,2", "S2 log=1"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S2\ndeliver vote S2->S1");
    ASSERT_EQ(lab.fact("S1.role"), "leader");
    lab.plays("request S1 x=1");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.match.S2"), "0");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.match.S2"), "2");
    EXPECT_EQ(lab.fact("S1.commit"), "0");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.match.S2"), "3");
    EXPECT_EQ(lab.fact("S1.commit"), "3");
}

// "It is on a majority but not committed" (RaftScope's issue 15): a new
// leader commits nothing until a request of its own term, or a no-op.
TEST(RaftCommit, NothingCommitsUntilTheNewTermHasAnEntry) {
    Lab lab;
    lab.plays("timeout S5");
    lab.settle();
    lab.plays("request S5 x=1");
    for (const char* server : {"S1", "S2", "S3", "S4"}) {
        lab.plays(std::string("deliver append S5->") + server);
    }
    lab.plays("crash S5\ntimeout S2");
    lab.settle();
    EXPECT_EQ(lab.fact("leaders"), "S2");
    EXPECT_EQ(lab.fact("S2.match.S1"), "1");
    EXPECT_EQ(lab.fact("S2.commit"), "0");
    lab.plays("request S2 x=2");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.commit"), "2");
}

// The leader counts itself only for what it stores, and once.
TEST(RaftCommit, FourServersNeedThree) {
    Lab lab({.servers = 4});
    lab.plays("timeout S1");
    lab.settle();
    lab.plays("request S1 x=1\ndeliver append S1->S2");
    lab.plays("deliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.commit"), "0");
    lab.plays("deliver append S1->S3\ndeliver append-reply S3->S1");
    EXPECT_EQ(lab.fact("S1.commit"), "1");
}

// A minority's leader commits nothing; healed, it steps down and its entry is
// overwritten (SCENARIOS D1.6).
TEST(RaftCommit, AMinorityCommitsNothing) {
    Lab lab;
    lab.plays("timeout S2");
    lab.settle();
    lab.plays("partition S1 S2 | S3 S4 S5\nrequest S2 x=3");
    lab.settle();
    lab.plays("timeout S4");
    lab.settle();
    EXPECT_EQ(lab.fact("leaders"), "S2 S4");
    lab.plays("request S4 x=8");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.commit"), "0");
    EXPECT_EQ(lab.fact("S4.commit"), "1");
    EXPECT_EQ(lab.fact("S4.kv.x"), "8");
    lab.plays("heal\nheartbeat S4");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.role"), "follower");
    EXPECT_EQ(lab.fact("S1.log"), "1:2=x:8");
    EXPECT_EQ(lab.fact("S2.log"), "1:2=x:8");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(RaftCommit, TheWithheldCommitSaysWhy) {
    Lab lab({.servers = 2, .givens = {"S1 log=2", "S2 term=2"}});
    lab.plays("timeout S1");
    while (!lab.happened("raft.commit_withheld"))
        lab.timeline().stepClock();
    EXPECT_THAT(lab.telling(), HasSubstr("only entries of the leader's own term 3"));
}

}  // namespace
}  // namespace lockstep::raft
