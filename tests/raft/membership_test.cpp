// SPDX-License-Identifier: GPL-3.0-or-later
// Section 6 of the Raft paper and chapter 4 of the dissertation: who votes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::raft {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Dissertation 4.1: "the new configuration takes effect on each server as soon
// as it is added to that server's log".
TEST(RaftMembership, TakesEffectWhenItIsInTheLog) {
    Lab lab = written({.servers = 4});
    lab.plays("remove S4");
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2 S3");
    EXPECT_EQ(lab.fact("S2.config"), "S1 S2 S3 S4");
    lab.plays("deliver append S1->S2");
    EXPECT_EQ(lab.fact("S2.config"), "S1 S2 S3");
    EXPECT_EQ(lab.fact("S2.commit"), "1") << "committed or not";
    lab.plays("deliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.commit"), "2") << "two of three";
}

// "servers must be able to fall back to previous configurations if the entry
// is removed" (dissertation 4.1).
TEST(RaftMembership, FallsBackWhenTheEntryIsDeleted) {
    Lab lab = written({.servers = 3});
    lab.plays("partition S1 | S2 S3\nremove S3");
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2");
    lab.plays("timeout S2");
    lab.settle();
    lab.plays("request S2 y=1");
    lab.settle();
    lab.plays("heal\nheartbeat S2");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.log"), "1:1=x:1 2:2=y:1");
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2 S3");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// Dissertation 4.1: a change cannot begin before the one before it is
// committed.
TEST(RaftMembership, OneChangeAtATime) {
    Lab lab = written({.servers = 5});
    lab.plays("remove S5\nremove S4");
    EXPECT_THAT(lab.telling(), HasSubstr("One change is under way"));
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2 S3 S4");
    lab.settle();
    lab.plays("remove S4");
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2 S3");
}

// Several servers in one step only by joint consensus.
TEST(RaftMembership, SeveralAtOnceWantJointConsensus) {
    Lab lab = written({.servers = 3});
    lab.plays("add S4 with=S5");
    EXPECT_THAT(lab.telling(), HasSubstr("joint consensus, is safe"));
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2 S3");
}

// The mended algorithm (raft-dev, 10 July 2015): a leader changes nothing
// before it has committed an entry of its own term.
TEST(RaftMembership, WaitsForAnEntryOfItsOwnTerm) {
    Lab lab({.servers = 4});
    lab.plays("timeout S1");
    lab.settle();
    lab.plays("remove S4");
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2 S3 S4");
    EXPECT_EQ(lab.fact("S1.log"), "1:1=noop");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2 S3");
    EXPECT_EQ(lab.fact("S1.commit"), "2");
}

// The published bug itself, "one add, one remove" with four servers: the
// leaders of two terms each change the cluster unseen by the other.
TEST(RaftMembership, TooEarlyTwoLeadersChangeTheClusterApart) {
    const auto run = [](Lab& lab) {
        lab.plays("timeout S1");
        lab.settle();
        lab.plays("partition S1 S5 | S2 S3 S4\nadd S5\ndeliver append S1->S5");
        lab.plays("timeout S2");
        lab.settle();
        lab.plays("partition S1 S5 | S2 S3 | S4\nremove S1");
        lab.settle();
        lab.plays("partition S1 S4 S5 | S2 S3\ncrash S1\nrestart S1\ntimeout S1");
        lab.settle();
        lab.plays("timeout S1");
        lab.settle();
    };
    Lab whole({.servers = 4, .dials = {{"catch-up", "off"}}});
    run(whole);
    EXPECT_THAT(whole.broken(), IsEmpty());
    Lab flawed({.servers = 4, .dials = {{"catch-up", "off"}}, .flaws = {"changes-too-early"}});
    run(flawed);
    EXPECT_THAT(flawed.broken(), Contains("leader-completeness"));
}

// §6: "new servers join the cluster as non-voting members (the leader
// replicates log entries to them, but they are not considered for majorities)".
TEST(RaftMembership, ANewcomerDoesNotCountUntilItHasCaughtUp) {
    Lab lab = written({.servers = 3});
    lab.plays("add S4\ncrash S3\nrequest S1 y=1\ndeliver append S1->S2");
    lab.plays("deliver append-reply S2->S1");
    EXPECT_EQ(lab.fact("S1.commit"), "2") << "two of three";
    EXPECT_EQ(lab.fact("S4.config"), "none");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2 S3 S4");
}

// D1.13: an empty server is added at once, then another fails. Three of four
// are needed and one of them has nothing yet; nothing commits until it has.
TEST(RaftMembership, WithoutCatchingUpAnEmptyServerHoldsUpCommits) {
    Lab lab = written({.servers = 3, .dials = {{"catch-up", "off"}}});
    lab.plays("add S4");
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2 S3 S4");
    lab.plays("crash S3\ncut S1-S4\nrequest S1 y=1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.commit"), "1");
    lab.plays("heal\nheartbeat S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.commit"), "3");
}

// D1.13: three servers that hold no copy are added quickly. Each change is
// committed, until six servers need four, and three of them have nothing.
TEST(RaftMembership, ThreeEmptyServersAddedQuicklyHoldUpCommits) {
    for (const char* catchUp : {"off", "on"}) {
        Lab lab = written({.servers = 3, .dials = {{"catch-up", catchUp}}});
        for (const char* newcomer : {"S4", "S5", "S6"}) {
            lab.plays(std::string("add ") + newcomer + "\ncut S1-" + newcomer);
            lab.settle();
        }
        lab.plays("request S1 y=1");
        lab.settle();
        const bool held = std::string(catchUp) == "off";
        EXPECT_EQ(lab.fact("S1.config"), held ? "S1 S2 S3 S4 S5 S6" : "S1 S2 S3");
        EXPECT_EQ(lab.fact("S1.kv.y"), held ? "none" : "1");
        if (!held) continue;
        lab.plays("heal S1-S4\nheartbeat S1");
        lab.settle();
        EXPECT_EQ(lab.fact("S1.kv.y"), "1") << "one copy more is enough";
    }
}

// D1.13 (dissertation 4.2.3): the leader S4 of four has appended a configuration
// without S1, which nobody else has yet, and S1 times out. Its log is as up to
// date as those of S2 and S3, so comparing logs would not stop its pre-vote;
// only that they hear from a leader does. Once they do not, it would win.
TEST(RaftMembership, AskingFirstDoesNotHelpAgainstTheRemovedByItself) {
    for (const bool hears : {true, false}) {
        Lab lab({.servers = 4, .dials = {{"prevote", "on"}}});
        lab.plays("timeout S4");
        lab.settle();
        lab.plays("request S4 x=1");
        lab.settle();
        lab.plays("remove S1\ndrop append S4->S2\ndrop append S4->S3");
        ASSERT_EQ(lab.fact("S4.config"), "S2 S3 S4");
        ASSERT_EQ(lab.fact("S1.config"), "S1 S2 S3 S4");
        if (!hears) lab.plays("crash S2\nrestart S2\ncrash S3\nrestart S3");
        lab.plays("timeout S1\ndeliver request-vote S1->S2");
        EXPECT_THAT(lab.telling(), HasSubstr(hears ? "has a leader" : "would vote for S1"));
        lab.settle();
        EXPECT_EQ(lab.fact("leaders"), hears ? "S4" : "S1");
        EXPECT_THAT(lab.broken(), IsEmpty());
    }
}

// D1.13: the leader of two is removed. Until the other has the entry, the
// other cannot go on without it.
TEST(RaftMembership, RemovingTheLeaderOfTwo) {
    Lab lab = written({.servers = 2});
    lab.plays("remove S1\ncrash S1\ntimeout S2");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.role"), "candidate") << "S2 still needs two of two";
    Lab other = written({.servers = 2});
    other.plays("remove S1\ndeliver append S1->S2\ncrash S1\ntimeout S2");
    EXPECT_EQ(other.fact("S2.role"), "leader");
}

// Dissertation 4.2.2: "a server that is not part of its own latest
// configuration should still start new elections, as it might still be needed
// until the Cnew entry is committed".
TEST(RaftMembership, ARemovedServerStandsWhileItIsStillNeeded) {
    Lab lab = written({.servers = 4});
    lab.plays("remove S1\ntimeout S1");
    EXPECT_EQ(lab.fact("S1.role"), "leader") << "by hand nothing changes";
    lab.plays("crash S1\nrestart S1\ntimeout S1");
    EXPECT_EQ(lab.fact("S1.role"), "candidate");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.role"), "leader");
}

// §6, joint: "Agreement (for elections and entry commitment) requires separate
// majorities from both the old and new configurations."
TEST(RaftJointConsensus, NeedsAMajorityOfEachSet) {
    // All of the new set and one of the old; all of the old and one of the new.
    for (const char* groups : {"S1 S4 S5 S6 | S2 S3", "S1 S2 S3 | S4 S5 S6"}) {
        Lab lab = written({.servers = 3, .dials = {{"membership", "joint"}, {"catch-up", "off"}}});
        lab.plays("add S4 with=S5,S6 without=S2,S3");
        EXPECT_EQ(lab.fact("S1.config"), "S1 S2 S3 | S1 S4 S5 S6");
        lab.plays(std::string("partition ") + groups);
        lab.settle();
        EXPECT_EQ(lab.fact("S1.commit"), "1") << groups;
        lab.plays("heal\nheartbeat S1");
        lab.settle();
        EXPECT_EQ(lab.fact("S1.config"), "S1 S4 S5 S6");
        EXPECT_EQ(lab.fact("S1.commit"), "3");
        EXPECT_THAT(lab.broken(), IsEmpty());
    }
}

TEST(RaftJointConsensus, ACandidateNeedsBothToo) {
    Lab lab = written({.servers = 3, .dials = {{"membership", "joint"}, {"catch-up", "off"}}});
    lab.plays("add S4 with=S5 without=S2,S3\ndeliver append S1->S4");
    // S4 has refused: it is empty. It gets the log from the beginning.
    lab.settle();
    EXPECT_EQ(lab.fact("S4.config"), "S1 S4 S5");
    lab.plays("crash S1\ntimeout S4");
    lab.settle();
    EXPECT_EQ(lab.fact("S4.role"), "leader");
}

// §6: "the leader steps down (returns to follower state) once it has committed
// the Cnew log entry".
TEST(RaftJointConsensus, ALeaderThatLeavesStepsDownAtTheEnd) {
    Lab lab = written({.servers = 3, .dials = {{"membership", "joint"}}});
    lab.plays("remove S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.role"), "follower");
    EXPECT_EQ(lab.fact("S1.commit"), "3");
    EXPECT_EQ(lab.fact("leaders"), "none");
    lab.plays("timeout S2");
    lab.settle();
    EXPECT_EQ(lab.fact("leaders"), "S2");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// §6: "If a server receives a RequestVote RPC within the minimum election
// timeout of hearing from a current leader, it does not update its term or
// grant its vote."
TEST(RaftMembership, WhoHearsALeaderDisregardsTheRemoved) {
    for (const char* sticky : {"off", "on"}) {
        Lab lab = written({.servers = 4, .dials = {{"sticky", sticky}, {"latency", "5 ms"}}});
        lab.plays("remove S4");
        lab.settle();
        lab.runFor(std::chrono::seconds(5));
        const bool deposed = lab.fact("S1.term") != "1" || lab.fact("leaders") != "S1";
        EXPECT_EQ(deposed, std::string(sticky) == "off");
        EXPECT_GT(std::stoi(lab.fact("S4.term")), 1);
    }
}

TEST(RaftMembership, WhatCannotBeIsRefused) {
    Lab lab({.servers = 3});
    EXPECT_THAT(lab.refusal("add S4"), HasSubstr("nobody leads"));
    lab.plays("timeout S1");
    lab.settle();
    EXPECT_THAT(lab.refusal("add S6"), HasSubstr("S4 comes before S6"));
    EXPECT_THAT(lab.refusal("remove S4"), HasSubstr("has not joined yet"));
    EXPECT_THAT(lab.refusal("add S4 with=X"), HasSubstr("there is no server 'X'"));
    lab.plays("add S2");
    EXPECT_THAT(lab.telling(), HasSubstr("member already"));
}

// Two changed at once: majorities of the old and the new set need not meet.
TEST(RaftMembership, TwoAtOnceCommitTwice) {
    const auto run = [](Lab& lab) {
        lab.plays("partition S1 S4 S5 | S2 S3\nadd S4\nadd S5");
        lab.settle();
        lab.plays("request S1 x=2");
        lab.settle();
        lab.plays("timeout S2");
        lab.settle();
        lab.plays("request S2 x=3");
        lab.settle();
    };
    Lab whole = written({.servers = 3});
    run(whole);
    EXPECT_THAT(whole.broken(), IsEmpty());
    Lab flawed = written({.servers = 3, .flaws = {"two-changes"}});
    run(flawed);
    EXPECT_THAT(flawed.broken(), Contains("leader-completeness"));
    EXPECT_THAT(flawed.broken(), Contains("state-machine-safety"));
}

}  // namespace
}  // namespace lockstep::raft
