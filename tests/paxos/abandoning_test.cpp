// SPDX-License-Identifier: GPL-3.0-or-later
// "Paxos Made Simple", 2.2 to 2.4: what may be accepted, ignored, abandoned or
// forgotten without harm. Each test says the sense of a sentence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::paxos {
namespace {

using ::testing::IsEmpty;

// 2.2: several values could be proposed at about the same time, so that every
// acceptor has accepted one and no single value is accepted by a majority. So an
// acceptor must be allowed to accept more than one proposal.
TEST(PaxosAbandoning, EveryAcceptorMayHaveAcceptedAndNothingBeChosen) {
    Lab lab({.dials = {{"proposers", "3"}}});
    lab.plays("send accept 1.P1=x A1\nsend accept 1.P2=y A2\nsend accept 1.P3=z A3");
    lab.settle();
    EXPECT_EQ(lab.fact("A1.accepted"), "1.P1=x");
    EXPECT_EQ(lab.fact("A2.accepted"), "1.P2=y");
    EXPECT_EQ(lab.fact("A3.accepted"), "1.P3=z");
    EXPECT_EQ(lab.fact("chosen"), "none");
    EXPECT_EQ(lab.fact("L1.learned"), "none");
    // P1 hears from A1 and A3, and of their two proposals A3's is the higher.
    lab.plays("prepare P1\ndrop prepare P1->A2");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "z");
    EXPECT_EQ(lab.fact("A1.accepted"), "2.P1=z");
    EXPECT_EQ(lab.fact("A2.accepted"), "2.P1=z");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// 2.2, before P2b: a proposal could be chosen with some acceptor c never having
// heard of it. A new proposer that asks c must not get another value through.
TEST(PaxosAbandoning, AnAcceptorThatHeardNothingLetsNothingElseThrough) {
    Lab lab;
    lab.plays("cut P1-A3\npropose P1 x");
    lab.settle();
    ASSERT_EQ(lab.fact("chosen"), "x");
    ASSERT_EQ(lab.fact("A3.promised"), "none");
    lab.plays("propose P2 y\ndrop prepare P2->A1");
    lab.settle();
    EXPECT_EQ(lab.fact("P2.value"), "x");
    EXPECT_EQ(lab.fact("A3.accepted"), "1.P2=x");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// 2.2: an acceptor can ignore any request without compromising safety. Whatever
// single message of two proposers is ignored, one value is chosen at most, and
// one is chosen in the end.
TEST(PaxosAbandoning, AnAcceptorMayIgnoreAnything) {
    for (int ignored = 1; ignored <= 40; ++ignored) {
        Lab lab;
        lab.plays("propose P1 x\npropose P2 y");
        for (int i = 0; lab.fact("messages") != "none"; ++i) {
            ASSERT_LT(i, 200);
            const std::string messages = lab.fact("messages");
            const std::string next = messages.substr(0, messages.find(' '));
            lab.plays((next == std::to_string(ignored) ? "drop " : "deliver ") + next);
        }
        EXPECT_THAT(lab.broken(), IsEmpty()) << "without message " << ignored;
        const std::string before = lab.fact("chosen");
        lab.plays("prepare P1");
        lab.settle();
        EXPECT_NE(lab.fact("chosen"), "none") << "without message " << ignored;
        if (before != "none") {
            EXPECT_EQ(lab.fact("chosen"), before);
        }
    }
}

// 2.2: a proposer can abandon a proposal in the middle of the protocol at any
// time. Correctness is maintained even though requests and responses may arrive
// long after it was abandoned: what it asked for may even be chosen.
TEST(PaxosAbandoning, AnAbandonedProposalCanStillBeChosen) {
    Lab lab;
    lab.plays("propose P1 x\ndeliver prepare P1->A1\ndeliver prepare P1->A2");
    lab.plays("deliver promise A1->P1\ndeliver promise A2->P1");
    lab.plays("crash P1\nrestart P1");
    EXPECT_EQ(lab.fact("P1.phase"), "idle");
    lab.plays("deliver accept P1->A1\ndeliver accept P1->A2");
    EXPECT_EQ(lab.fact("chosen"), "x");
    lab.plays("propose P1 y");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
    EXPECT_EQ(lab.fact("P1.value"), "x");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(PaxosAbandoning, ALateRequestOfAnAbandonedProposalIsRefused) {
    Lab lab;
    lab.plays("propose P1 x\ndeliver prepare P1->A1\ndeliver prepare P1->A2");
    lab.plays("deliver promise A1->P1\ndeliver promise A2->P1\nprepare P1");
    lab.plays("drop accept P1->A3");
    for (const char* acceptor : {"A1", "A2"}) {
        const std::string name = acceptor;
        // The old accept is the older on its link; the new prepare goes first.
        const std::string messages = lab.fact("messages");
        EXPECT_NE(messages, "none");
        lab.plays("deliver prepare P1->" + name + "\ndeliver accept P1->" + name);
        EXPECT_EQ(lab.fact(name + ".accepted"), "none");
        EXPECT_EQ(lab.fact(name + ".promised"), "2.P1");
    }
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
    EXPECT_EQ(lab.fact("A1.accepted"), "2.P1=x");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// 2.2: an acceptor may ignore a prepare for a proposal that it has accepted
// already. Ours gives the same answer once more, which changes nothing.
TEST(PaxosAbandoning, APrepareThatComesAfterItsAcceptDoesNoHarm) {
    Lab lab;
    lab.plays("propose P1 x\nduplicate prepare P1->A1\ndeliver prepare P1->A1");
    lab.plays("deliver prepare P1->A2\ndeliver promise A1->P1\ndeliver promise A2->P1");
    lab.plays("deliver accept P1->A1");
    ASSERT_EQ(lab.fact("A1.accepted"), "1.P1=x");
    lab.plays("deliver prepare P1->A1");
    EXPECT_EQ(lab.fact("A1.promised"), "1.P1");
    EXPECT_EQ(lab.fact("A1.accepted"), "1.P1=x");
    lab.plays("deliver promise A1->P1");
    EXPECT_EQ(lab.fact("P1.phase"), "accepting");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
}

// 2.1: a process never learns that a value has been chosen unless it has been;
// two acceptors of three in two ballots have chosen nothing.
TEST(PaxosAbandoning, TwoBallotsTeachNothing) {
    Lab lab;
    lab.plays("send accept 1.P1=x A1\nsend accept 1.P2=x A2");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "none");
    EXPECT_EQ(lab.fact("L1.learned"), "none");
    lab.plays("send accept 1.P2=x A3");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
    EXPECT_EQ(lab.fact("L1.learned"), "x");
}

// 2.4: a distinguished proposer that can talk with a majority, and that tries
// again with a higher number when it learns of one, chooses a high enough number
// in the end.
TEST(PaxosAbandoning, TheOnlyProposerSucceedsInTheEnd) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Lab lab({.seed = seed,
                 .dials = {{"backoff", "on"}, {"loss", "20 %"}},
                 .givens = {"A1 promised=9.P2", "A2 promised=4.P2", "A3 promised=17.P2"}});
        lab.plays("propose P1 x\ncrash A2");
        lab.runFor(std::chrono::seconds(60));
        EXPECT_EQ(lab.fact("chosen"), "x") << "seed " << seed;
        EXPECT_EQ(lab.fact("P1.phase"), "done") << "seed " << seed;
        EXPECT_THAT(lab.broken(), IsEmpty());
    }
}

// 2.4: safety is ensured regardless of the success or failure of the election
// of one: with three that all take themselves for it, one value is chosen.
TEST(PaxosAbandoning, SafetyNeedsNoDistinguishedProposer) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Lab lab({.seed = seed,
                 .dials = {{"backoff", "on"}, {"proposers", "3"}, {"loss", "10 %"}}});
        lab.plays("propose P1 x\npropose P2 y\npropose P3 z");
        lab.runFor(std::chrono::seconds(60));
        const std::string chosen = lab.fact("chosen");
        EXPECT_NE(chosen, "none") << "seed " << seed;
        for (const char* proposer : {"P1.value", "P2.value", "P3.value"})
            EXPECT_EQ(lab.fact(proposer), chosen) << "seed " << seed;
        EXPECT_THAT(lab.broken(), IsEmpty());
    }
}

}  // namespace
}  // namespace lockstep::paxos
