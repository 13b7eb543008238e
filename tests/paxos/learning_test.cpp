// SPDX-License-Identifier: GPL-3.0-or-later
// "Paxos Made Simple", 2.3 to 2.5: learning, progress, what must be kept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::paxos {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// 2.3: a learner must find out that a majority has accepted a proposal; each
// acceptor tells all learners whenever it accepts.
TEST(PaxosLearning, ALearnerNeedsAQuorumOfAcceptors) {
    Lab lab({.dials = {{"learners", "2"}}});
    lab.plays("send accept 1.P1=x A1\ndeliver accept P1->A1\ndeliver learn A1->L1");
    EXPECT_EQ(lab.fact("L1.learned"), "none");
    EXPECT_THAT(lab.telling(), HasSubstr("1 of the 2 it needs"));
    lab.plays("send accept 1.P1=x A2\ndeliver accept P1->A2\ndeliver learn A2->L1");
    EXPECT_EQ(lab.fact("L1.learned"), "x");
    EXPECT_EQ(lab.fact("L2.learned"), "none");
    lab.settle();
    EXPECT_EQ(lab.fact("L2.learned"), "x");
}

TEST(PaxosLearning, TheSameAcceptorTwiceIsNoQuorum) {
    Lab lab;
    lab.plays("send accept 1.P1=x A1\ndeliver accept P1->A1\nduplicate learn A1->L1");
    lab.settle();
    EXPECT_EQ(lab.fact("L1.learned"), "none");
}

// 2.3: a value could be chosen with no learner ever finding out; it finds out
// when a new proposal is made.
TEST(PaxosLearning, WhatWasMissedIsLearnedByAnotherBallot) {
    Lab lab;
    lab.plays("cut A1->L1\ncut A2->L1\ncut A3->L1\npropose P1 x");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
    EXPECT_EQ(lab.fact("L1.learned"), "none");
    lab.plays("heal\nprepare P2");
    lab.settle();
    EXPECT_EQ(lab.fact("L1.learned"), "x");
    EXPECT_EQ(lab.fact("P2.value"), "x");
}

// 2.4: two proposers can each keep issuing proposals with increasing numbers,
// none of which is ever chosen.
TEST(PaxosProgress, DuellingProposersChooseNothing) {
    Lab lab;
    lab.plays(
        "propose P1 x\ndeliver prepare P1->A1\ndeliver prepare P1->A2\ndeliver prepare P1->A3");
    lab.plays(
        "propose P2 y\ndeliver prepare P2->A1\ndeliver prepare P2->A2\ndeliver prepare P2->A3");
    const char* const duellists[] = {"P1", "P2"};
    for (int round = 0; round < 20; ++round) {
        const std::string now = duellists[round % 2];
        const auto all = [&](const std::string& verb, const std::string& from,
                             const std::string& to) {
            for (const char* acceptor : {"A1", "A2", "A3"}) {
                const std::string a = from.empty() ? acceptor : from;
                const std::string b = to.empty() ? acceptor : to;
                lab.plays("deliver " + verb + ' ' + a + "->" + b);
            }
        };
        all("promise", "", now);
        all("accept", now, "");
        lab.plays("deliver nack A1->" + now + "\nprepare " + now);
        lab.plays("drop nack A2->" + now + "\ndrop nack A3->" + now);
        all("prepare", now, "");
    }
    EXPECT_EQ(lab.fact("chosen"), "none");
    EXPECT_EQ(lab.fact("A1.accepted"), "none");
    EXPECT_EQ(lab.fact("P1.highest"), "20");
    EXPECT_EQ(lab.fact("P2.highest"), "21");
}

// The cure: randomized back-off. Without it nothing retries at all.
TEST(PaxosProgress, BackOffEndsTheDuel) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Lab lab({.seed = seed, .dials = {{"backoff", "on"}}});
        lab.plays("propose P1 x\npropose P2 y");
        lab.runFor(std::chrono::seconds(20));
        EXPECT_NE(lab.fact("chosen"), "none") << "seed " << seed;
        EXPECT_EQ(lab.fact("P1.phase"), "done") << "seed " << seed;
        EXPECT_EQ(lab.fact("P2.phase"), "done") << "seed " << seed;
        EXPECT_THAT(lab.broken(), IsEmpty());
    }
}

TEST(PaxosProgress, BackOffAlsoMendsSilence) {
    Lab lab({.dials = {{"backoff", "on"}}});
    lab.plays("cut P1->A1\ncut P1->A2\npropose P1 x");
    lab.runFor(std::chrono::seconds(1));
    EXPECT_EQ(lab.fact("chosen"), "none");
    lab.plays("heal");
    lab.runFor(std::chrono::seconds(10));
    EXPECT_EQ(lab.fact("chosen"), "x");
}

// 2.5: the acceptor must remember its promise and what it accepted, even if
// it fails and restarts.
TEST(PaxosImplementation, AcceptorsRemember) {
    Lab lab({.givens = {"A1 promised=3.P1 accepted=2.P1=x"}});
    lab.plays("crash A1\nrestart A1");
    EXPECT_EQ(lab.fact("A1.promised"), "3.P1");
    EXPECT_EQ(lab.fact("A1.accepted"), "2.P1=x");
    lab.plays("send accept 2.P2=y A1\ndeliver accept P2->A1");
    EXPECT_EQ(lab.fact("A1.accepted"), "2.P1=x");
}

// 2.5: a proposer remembers the highest-numbered proposal it has tried to
// issue, and begins phase 1 with a higher one.
TEST(PaxosImplementation, AProposerNeverReusesABallot) {
    Lab lab;
    lab.plays("propose P1 x\nprepare P1\ncrash P1");
    EXPECT_EQ(lab.fact("P1.phase"), "idle");
    EXPECT_EQ(lab.fact("P1.value"), "none");
    lab.plays("restart P1\npropose P1 y");
    EXPECT_EQ(lab.fact("P1.ballot"), "3.P1");
}

TEST(PaxosImplementation, AProposerThatWasDownIgnoresOldAnswers) {
    Lab lab;
    lab.plays("propose P1 x\ndeliver prepare P1->A1\ndeliver prepare P1->A2");
    lab.plays("crash P1\nrestart P1\npropose P1 y");
    lab.plays("deliver promise A1->P1\ndeliver promise A2->P1");
    EXPECT_EQ(lab.fact("P1.promises"), "none");
}

// With `together`, the roles of a server crash and restart with it.
TEST(PaxosImplementation, RolesTogetherCrashTogether) {
    Lab lab({.dials = {{"together", "on"}, {"learners", "3"}, {"proposers", "3"}}});
    lab.plays("propose P1 x");
    lab.settle();
    EXPECT_EQ(lab.fact("L1.learned"), "x");
    lab.plays("crash S1");
    EXPECT_EQ(lab.fact("L1.learned"), "none");
    EXPECT_EQ(lab.fact("P1.phase"), "idle");
    EXPECT_EQ(lab.fact("A1.accepted"), "1.P1=x");
    EXPECT_EQ(lab.fact("L2.learned"), "x");
    EXPECT_EQ(lab.refusal("propose P1 y"), "S1 is down");
    lab.plays("propose P2 y");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
}

TEST(PaxosImplementation, RolesTogetherAreNamedInMessages) {
    Lab lab({.dials = {{"together", "on"}}});
    lab.plays("propose P1 x\ndeliver prepare P1->A2");
    EXPECT_EQ(lab.fact("message.1"), "prepare P1->A1");
    EXPECT_EQ(lab.fact("message.4"), "promise A2->P1");
}

}  // namespace
}  // namespace lockstep::paxos
