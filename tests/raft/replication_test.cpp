// SPDX-License-Identifier: GPL-3.0-or-later
// Section 5.3 of the Raft paper: log replication.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::raft {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// §5.3: "The leader appends the command to its log as a new entry, then issues
// AppendEntries RPCs in parallel to each of the other servers".
TEST(RaftReplication, ARequestIsAppendedAndSentToAll) {
    Lab lab = led();
    lab.plays("request S1 x=7");
    EXPECT_EQ(lab.fact("S1.log"), "1:1=x:7");
    EXPECT_EQ(lab.fact("S1.commit"), "0");
    EXPECT_EQ(lab.fact("message.20"), "append S1->S5");
    EXPECT_EQ(lab.carries(17, "entries"), "1:1=x:7");
    EXPECT_EQ(lab.carries(17, "prevLogIndex"), "0");
}

// Section 8: a server that does not lead refuses, and names the leader.
TEST(RaftReplication, OnlyALeaderTakesRequests) {
    Lab lab = led();
    lab.plays("request S2 x=7");
    EXPECT_EQ(lab.fact("S2.log"), "none");
    EXPECT_THAT(lab.telling(), HasSubstr("S1 does, as far as it knows"));
    EXPECT_EQ(lab.fact("messages"), "none");
}

TEST(RaftReplication, AServerWithoutALeaderSaysSo) {
    Lab lab;
    lab.plays("request S2 x=7");
    EXPECT_THAT(lab.telling(), HasSubstr("knows of no leader"));
}

// §5.3: "a log entry is committed once the leader that created the entry has
// replicated it on a majority of the servers".
TEST(RaftReplication, AMajorityCommits) {
    Lab lab = led();
    lab.plays("request S1 x=7\ndeliver append S1->S2");
    lab.plays("deliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.commit"), "0") << "two of five store it";
    lab.plays("deliver append S1->S3\ndeliver append-reply S3->S1");
    EXPECT_EQ(lab.fact("S1.commit"), "1");
    EXPECT_EQ(lab.fact("S1.applied"), "1");
    EXPECT_EQ(lab.fact("S1.kv.x"), "7");
    EXPECT_EQ(lab.fact("S2.commit"), "0");
}

// §5.3: "Once a follower learns that a log entry is committed, it applies the
// entry to its local state machine": with the next message to it.
TEST(RaftReplication, FollowersLearnACommitWithTheNextMessage) {
    Lab lab = led();
    lab.plays("request S1 x=7");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.commit"), "1");
    EXPECT_EQ(lab.fact("S2.commit"), "0");
    EXPECT_EQ(lab.fact("S2.kv.x"), "none");
    lab.plays("heartbeat S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.commit"), "1");
    EXPECT_EQ(lab.fact("S2.kv.x"), "7");
}

// At most one AppendEntries to a follower is unanswered; what is left goes
// out with the reply.
TEST(RaftReplication, OneUnansweredAppendAFollower) {
    Lab lab = led({.servers = 3});
    lab.plays("request S1 x=1\nrequest S1 x=2\nrequest S1 x=3");
    EXPECT_EQ(lab.fact("messages"), "9 10");
    EXPECT_EQ(lab.carries(9, "entries"), "1:1=x:1");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.next.S2"), "2");
    EXPECT_EQ(lab.fact("S1.match.S2"), "1");
    EXPECT_EQ(lab.carries(12, "entries"), "2:1=x:2");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.terms"), "1 1 1");
    EXPECT_EQ(lab.fact("S1.commit"), "3");
}

TEST(RaftReplication, ABatchCarriesSeveralEntries) {
    Lab lab = led({.servers = 3, .dials = {{"batch", "2"}}});
    lab.plays("request S1 x=1\nrequest S1 x=2\nrequest S1 x=3");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.carries(12, "entries"), "2:1=x:2 3:1=x:3");
}

// §5.3: "If followers crash or run slowly, or if network packets are lost, the
// leader retries AppendEntries RPCs indefinitely".
TEST(RaftReplication, ALostAppendIsSentAgainWithTheHeartbeat) {
    Lab lab = led({.servers = 3});
    lab.plays("request S1 x=1\ndrop append S1->S2\ndrop append S1->S3");
    EXPECT_EQ(lab.fact("messages"), "none");
    lab.plays("heartbeat S1");
    EXPECT_EQ(lab.carries(11, "entries"), "1:1=x:1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.commit"), "1");
}

TEST(RaftReplication, AnAppendTwiceIsStoredOnce) {
    Lab lab = led({.servers = 3});
    lab.plays("request S1 x=1\nduplicate append S1->S2");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.terms"), "1");
    EXPECT_EQ(lab.fact("S1.match.S2"), "1");
}

// A delayed older append must not shorten a log that already has more.
TEST(RaftReplication, AnOldAppendDoesNotTruncate) {
    Lab lab = led({.servers = 3});
    lab.plays("request S1 x=1\nduplicate append S1->S2\nrequest S1 x=2");
    lab.plays("deliver 9\ndeliver append-reply S2->S1");
    lab.plays("deliver append S1->S2");
    const std::string message = lab.fact("messages");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.terms"), "1 1") << message;
}

// §5.3: "If the follower does not find an entry in its log with the same index
// and term, then it refuses the new entries."  "After a rejection, the leader
// decrements nextIndex and retries".
TEST(RaftReplication, ARefusalMovesNextBackByOne) {
    Lab lab({.servers = 3, .givens = {"S1 log=1,1,1", "S2 log=1", "S3 log=1,1"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S2\ndeliver vote S2->S1");
    ASSERT_EQ(lab.fact("S1.role"), "leader");
    EXPECT_EQ(lab.fact("S1.next.S2"), "4");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.next.S2"), "3");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.next.S2"), "2");
    lab.plays("deliver append S1->S2");
    EXPECT_EQ(lab.fact("S2.terms"), "1 1");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.terms"), "1 1 1");
    EXPECT_EQ(lab.fact("S3.terms"), "1 1 1");
}

// A refusal that was overtaken by a newer one moves nothing.
TEST(RaftReplication, AStaleRefusalIsIgnored) {
    Lab lab({.servers = 3, .givens = {"S1 log=1,1,1,1", "S2 log=1"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S2\ndeliver vote S2->S1");
    lab.plays("deliver append S1->S2\nduplicate append-reply S2->S1");
    lab.plays("deliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.next.S2"), "4");
    lab.plays("deliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.next.S2"), "4");
}

// §5.3, end: "the follower can include the term of the conflicting entry and
// the first index it stores for that term": one refusal a term.
TEST(RaftReplication, FastBackUpSkipsATerm) {
    Lab lab({.servers = 3,
             .dials = {{"backup", "fast"}},
             .givens = {"S1 log=1,1,4,4,5,5", "S2 log=1,1,2,2,2,3,3,3", "S3 log=1,1"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S3\ndeliver vote S3->S1");
    ASSERT_EQ(lab.fact("S1.role"), "leader");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.next.S2"), "6") << "S2's term 3 begins at index 6";
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.next.S2"), "3") << "S2's term 2 begins at index 3";
    lab.settle();
    EXPECT_EQ(lab.fact("S2.terms"), "1 1 4 4 5 5");
}

TEST(RaftReplication, FastBackUpGoesToTheEndOfAShortLog) {
    Lab lab(
        {.servers = 3, .dials = {{"backup", "fast"}}, .givens = {"S1 log=1,1,1,1,1", "S2 log=1"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S2\ndeliver vote S2->S1");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.next.S2"), "2");
}

// §5.3: "conflicting entries in follower logs will be overwritten with entries
// from the leader's log."
TEST(RaftReplication, ConflictingEntriesAreOverwritten) {
    Lab lab({.servers = 3, .givens = {"S1 log=1,3", "S2 log=1,2,2", "S3 log=1"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S2\ndeliver vote S2->S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.terms"), "1 3");
    EXPECT_TRUE(lab.happened("raft.entries_deleted"));
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// A heartbeat alone does not delete what follows: without a new entry of its
// own the leader's log is a prefix, and extra entries rightly stay.
TEST(RaftReplication, ExtraEntriesStayUntilTheyConflict) {
    Lab lab(
        {.servers = 3, .givens = {"S1 log=1,1 term=3", "S2 log=1,1,1 term=3", "S3 log=1 term=3"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S3\ndeliver vote S3->S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.terms"), "1 1 1");
    lab.plays("request S1 x=1");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.terms"), "1 1 4");
}

// Figure 2: commitIndex = min(leaderCommit, index of last new entry): a
// follower never counts an extra entry of its own as committed.
TEST(RaftReplication, AFollowerCommitsNoFurtherThanItMatches) {
    Lab lab({.servers = 3, .givens = {"S1 log=1,2,2 commit=3", "S2 log=1,1,1", "S3 log=1,2,2"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S3\ndeliver vote S3->S1");
    lab.plays("deliver append S1->S2");
    EXPECT_EQ(lab.fact("S2.commit"), "0");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.terms"), "1 2 2");
    EXPECT_EQ(lab.fact("S2.commit"), "3");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(RaftReplication, ANoopIsAppendedAtElectionWhenTheDialIsOn) {
    Lab lab = led({.servers = 3, .dials = {{"noop", "on"}}});
    EXPECT_EQ(lab.fact("S1.log"), "1:1=noop");
    EXPECT_EQ(lab.fact("S1.commit"), "1");
    EXPECT_EQ(lab.fact("S2.log"), "1:1=noop");
}

}  // namespace
}  // namespace lockstep::raft
