// SPDX-License-Identifier: GPL-3.0-or-later
// Sections 5.1, 5.2 and 5.4.1 of the Raft paper (Ongaro and Ousterhout 2014),
// a test for each sentence that says what must or must not happen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::raft {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// §5.2: "When servers start up, they begin as followers."
TEST(RaftElection, ServersBeginAsFollowers) {
    Lab lab;
    for (const char* server : {"S1", "S2", "S3", "S4", "S5"}) {
        EXPECT_EQ(lab.fact(std::string(server) + ".role"), "follower");
        EXPECT_EQ(lab.fact(std::string(server) + ".term"), "0");
        EXPECT_EQ(lab.fact(std::string(server) + ".voted"), "none");
    }
    EXPECT_EQ(lab.fact("leaders"), "none");
}

// §5.2: "To begin an election, a follower increments its current term and
// transitions to candidate state. It then votes for itself and issues
// RequestVote RPCs in parallel to each of the other servers."
TEST(RaftElection, ATimeoutBeginsAnElectionWithAVoteForItself) {
    Lab lab;
    lab.plays("timeout S3");
    EXPECT_EQ(lab.fact("S3.role"), "candidate");
    EXPECT_EQ(lab.fact("S3.term"), "1");
    EXPECT_EQ(lab.fact("S3.voted"), "S3");
    EXPECT_EQ(lab.fact("S3.votes"), "S3");
    EXPECT_EQ(lab.fact("messages"), "1 2 3 4");
    EXPECT_EQ(lab.fact("message.1"), "request-vote S3->S1");
    EXPECT_EQ(lab.fact("message.4"), "request-vote S3->S5");
    EXPECT_EQ(lab.carries(1, "term"), "1");
}

// §5.2: "A candidate wins an election if it receives votes from a majority of
// the servers in the full cluster for the same term."
TEST(RaftElection, AMajorityElects) {
    Lab lab;
    lab.plays("timeout S1\ndeliver 1\ndeliver vote S2->S1");
    EXPECT_EQ(lab.fact("S1.role"), "candidate") << "two of five are too few";
    lab.plays("deliver 2\ndeliver vote S3->S1");
    EXPECT_EQ(lab.fact("S1.role"), "leader");
    EXPECT_EQ(lab.fact("S1.votes"), "S1 S2 S3");
    EXPECT_EQ(lab.fact("leaders"), "S1");
}

// A majority of the full cluster: servers that are down count in it.
TEST(RaftElection, TwoOfFiveNeverElectHoweverManyAreDown) {
    Lab lab;
    lab.plays("crash S3\ncrash S4\ncrash S5\ntimeout S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.votes"), "S1 S2");
    EXPECT_EQ(lab.fact("S1.role"), "candidate");
}

TEST(RaftElection, ThreeOfFourAreNeededOfFour) {
    Lab lab({.servers = 4});
    lab.plays("timeout S1\ndeliver request-vote S1->S2\ndeliver vote S2->S1");
    EXPECT_EQ(lab.fact("S1.role"), "candidate");
    lab.plays("deliver request-vote S1->S3\ndeliver vote S3->S1");
    EXPECT_EQ(lab.fact("S1.role"), "leader");
}

TEST(RaftElection, AClusterOfOneElectsItself) {
    Lab lab({.servers = 1});
    lab.plays("timeout S1");
    EXPECT_EQ(lab.fact("S1.role"), "leader");
    EXPECT_EQ(lab.fact("messages"), "none");
    lab.plays("request S1 x=7");
    EXPECT_EQ(lab.fact("S1.commit"), "1");
    EXPECT_EQ(lab.fact("S1.kv.x"), "7");
}

// §5.2: "Each server will vote for at most one candidate in a given term, on a
// first-come-first-served basis."
TEST(RaftElection, AVoterGrantsOneVoteATermFirstComeFirstServed) {
    Lab lab;
    lab.plays("timeout S1\ntimeout S2\ndeliver request-vote S1->S3");
    EXPECT_EQ(lab.fact("S3.voted"), "S1");
    lab.plays("deliver request-vote S2->S3");
    EXPECT_EQ(lab.fact("S3.voted"), "S1");
    EXPECT_THAT(lab.telling(), HasSubstr("It voted for S1 in term 1"));
    lab.plays("deliver vote S3->S2");
    EXPECT_EQ(lab.fact("S2.votes"), "S2");
}

// Figure 2: "votedFor is null or candidateId": a repeated request of the same
// candidate is granted again.
TEST(RaftElection, ADuplicatedRequestIsGrantedAgain) {
    Lab lab;
    lab.plays("timeout S1\nduplicate 1\ndeliver 1\ndeliver 5");
    EXPECT_EQ(lab.fact("S2.voted"), "S1");
    EXPECT_EQ(lab.carries(6, "granted"), "yes");
    EXPECT_EQ(lab.carries(7, "granted"), "yes");
}

TEST(RaftElection, ADuplicatedVoteCountsOnce) {
    Lab lab;
    lab.plays("timeout S1\ndeliver 1\nduplicate vote S2->S1");
    lab.plays("deliver vote S2->S1\ndeliver vote S2->S1");
    EXPECT_EQ(lab.fact("S1.votes"), "S1 S2");
    EXPECT_EQ(lab.fact("S1.role"), "candidate");
}

// §5.2: "While waiting for votes, a candidate may receive an AppendEntries RPC
// from another server claiming to be leader. If the leader's term is at least
// as large as the candidate's current term, then the candidate recognizes the
// leader as legitimate and returns to follower state."
TEST(RaftElection, ACandidateFollowsTheLeaderOfItsTerm) {
    Lab lab;
    lab.plays("timeout S1\ntimeout S2");
    lab.plays("deliver request-vote S1->S3\ndeliver vote S3->S1");
    lab.plays("deliver request-vote S1->S4\ndeliver vote S4->S1");
    ASSERT_EQ(lab.fact("S1.role"), "leader");
    lab.plays("deliver append S1->S2");
    EXPECT_EQ(lab.fact("S2.role"), "follower");
    EXPECT_EQ(lab.fact("S2.term"), "1");
    EXPECT_EQ(lab.fact("S2.voted"), "S2") << "its vote of the term stays given";
}

// §5.2: "If the term in the RPC is smaller than the candidate's current term,
// then the candidate rejects the RPC and continues in candidate state."
TEST(RaftElection, ACandidateRejectsAnOlderLeader) {
    Lab lab;
    lab.plays("timeout S1\ndeliver 1\ndeliver 2\ndeliver vote S2->S1");
    lab.plays("deliver vote S3->S1\ntimeout S5\ntimeout S5");
    ASSERT_EQ(lab.fact("S5.term"), "2");
    lab.plays("deliver append S1->S5");
    EXPECT_EQ(lab.fact("S5.role"), "candidate");
    lab.plays("deliver append-reply S5->S1");
    EXPECT_EQ(lab.fact("S1.role"), "follower") << "the reply has the newer term";
    EXPECT_EQ(lab.fact("S1.term"), "2");
}

// §5.2: "if many followers become candidates at the same time, votes could be
// split so that no candidate obtains a majority. When this happens, each
// candidate will time out and start a new election by incrementing its term".
TEST(RaftElection, ASplitVoteElectsNobodyAndTheNextTermDecides) {
    Lab lab({.servers = 4});
    lab.plays("timeout S1\ntimeout S2");
    lab.plays("deliver request-vote S1->S3\ndeliver request-vote S2->S4");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.votes"), "S1 S3");
    EXPECT_EQ(lab.fact("S2.votes"), "S2 S4");
    EXPECT_EQ(lab.fact("leaders"), "none");
    lab.plays("timeout S2");
    EXPECT_EQ(lab.fact("S2.term"), "2");
    lab.settle();
    EXPECT_EQ(lab.fact("leaders"), "S2");
}

// §5.1: "if one server's current term is smaller than the other's, then it
// updates its current term to the larger value."
TEST(RaftTerms, ASmallerTermIsUpdated) {
    Lab lab({.givens = {"S1 term=7"}});
    lab.plays("timeout S1\ndeliver 1");
    EXPECT_EQ(lab.fact("S2.term"), "8");
}

// §5.1: "If a candidate or leader discovers that its term is out of date, it
// immediately reverts to follower state."
TEST(RaftTerms, ALeaderWithAnOldTermStepsDown) {
    Lab lab;
    lab.plays("timeout S1");
    lab.settle();
    ASSERT_EQ(lab.fact("S1.role"), "leader");
    lab.plays("timeout S2\ndeliver request-vote S2->S1");
    EXPECT_EQ(lab.fact("S1.role"), "follower");
    EXPECT_EQ(lab.fact("S1.term"), "2");
    EXPECT_EQ(lab.fact("S1.next.S2"), "none");
}

// §5.1: "If a server receives a request with a stale term number, it rejects
// the request."
TEST(RaftTerms, ARequestWithAStaleTermIsRejected) {
    Lab lab({.givens = {"S2 term=5"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S2");
    EXPECT_EQ(lab.fact("S2.voted"), "none");
    EXPECT_EQ(lab.fact("S2.term"), "5");
    lab.plays("deliver vote S2->S1");
    EXPECT_EQ(lab.fact("S1.term"), "5");
    EXPECT_EQ(lab.fact("S1.role"), "follower");
}

// §5.4.1: "the voter denies its vote if its own log is more up-to-date than
// that of the candidate."
TEST(RaftElectionRestriction, ALaterLastTermIsMoreUpToDate) {
    Lab lab({.servers = 3, .givens = {"S1 log=1,1,1", "S2 log=1,2"}});
    lab.plays("timeout S1\ntimeout S1\ndeliver request-vote S1->S2");
    lab.plays("deliver request-vote S1->S2");
    EXPECT_EQ(lab.fact("S2.voted"), "none");
    EXPECT_EQ(lab.fact("S2.term"), "3");
}

TEST(RaftElectionRestriction, InTheSameTermTheLongerLogIsMoreUpToDate) {
    Lab lab({.servers = 3, .givens = {"S1 log=1,1", "S2 log=1,1,1"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S2");
    EXPECT_EQ(lab.fact("S2.voted"), "none");
    EXPECT_THAT(lab.telling(), HasSubstr("more up to date"));
    lab.plays("timeout S2\ndeliver request-vote S2->S1");
    EXPECT_EQ(lab.fact("S1.voted"), "S2");
}

TEST(RaftElectionRestriction, AnEqualLogIsEnough) {
    Lab lab({.servers = 3, .givens = {"S1 log=1,2", "S2 log=1,2"}});
    lab.plays("timeout S1\ndeliver request-vote S1->S2");
    EXPECT_EQ(lab.fact("S2.voted"), "S1");
}

// A denied vote does not use the vote up, nor start the timer again.
TEST(RaftElection, ADenialLeavesTheTimerRunning) {
    Lab lab({.servers = 3, .dials = {{"election-timeout", "100 ms"}}, .givens = {"S2 log=1"}});
    lab.runFor(Duration(50'000));
    lab.plays("cut S1-S3\ntimeout S1\ndeliver request-vote S1->S2");
    ASSERT_EQ(lab.fact("S2.voted"), "none");
    lab.timeline().runUntil(Duration(100'000));
    EXPECT_EQ(lab.fact("S2.role"), "candidate");
}

// §5.2: "A server remains in follower state as long as it receives valid RPCs
// from a leader or candidate."
TEST(RaftElection, AHealthyLeaderStays) {
    Lab lab;
    const std::string leader = lab.runUntilLeader();
    const std::string term = lab.fact(leader + ".term");
    lab.runFor(std::chrono::seconds(10));
    EXPECT_EQ(lab.fact("leaders"), leader);
    EXPECT_EQ(lab.fact(leader + ".term"), term);
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(RaftElection, ACrashedLeaderIsReplaced) {
    Lab lab;
    const std::string first = lab.runUntilLeader();
    lab.plays("crash " + first);
    const std::string second = lab.runUntilLeader();
    EXPECT_NE(second, first);
    EXPECT_NE(second, "nobody");
    lab.plays("restart " + first);
    lab.runFor(std::chrono::seconds(1));
    EXPECT_EQ(lab.fact(first + ".role"), "follower");
    EXPECT_EQ(lab.fact(first + ".term"), lab.fact(second + ".term"));
}

// A leader's hand-fired timeout changes nothing.
TEST(RaftElection, ATimeoutAtALeaderChangesNothing) {
    Lab lab;
    lab.plays("timeout S1");
    lab.settle();
    const auto before = lab.timeline().world().clone();
    lab.plays("timeout S1");
    EXPECT_TRUE(lab.timeline().world().equals(*before));
}

// A reply about an election that is over counts for nothing.
TEST(RaftElection, AVoteOfAnOlderTermIsIgnored) {
    Lab lab({.servers = 3});
    lab.plays("timeout S1\ndeliver request-vote S1->S2\ntimeout S1");
    lab.plays("deliver vote S2->S1");
    EXPECT_EQ(lab.fact("S1.term"), "2");
    EXPECT_EQ(lab.fact("S1.votes"), "S1");
    EXPECT_EQ(lab.fact("S1.role"), "candidate");
}

// §5.2: "election timeouts are chosen randomly from a fixed interval (e.g.,
// 150-300ms)".
TEST(RaftElection, TimeoutsAreDrawnFromTheirRange) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Lab lab({.servers = 3, .seed = seed});
        lab.timeline().stepClock();
        EXPECT_GE(lab.timeline().time(), Duration(150'000));
        EXPECT_LE(lab.timeline().time(), Duration(300'000));
    }
}

}  // namespace
}  // namespace lockstep::raft
