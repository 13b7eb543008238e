// SPDX-License-Identifier: GPL-3.0-or-later
// "Paxos Made Simple", 2.1 and 2.2: what must and what must not happen while
// a value is chosen. Each test says the sense of a sentence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::paxos {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// 2.1: only a single value is chosen, and it was proposed.
TEST(PaxosChoosing, OneProposerGetsItsValueChosen) {
    Lab lab;
    lab.plays("propose P1 x");
    EXPECT_EQ(lab.fact("chosen"), "none");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
    EXPECT_EQ(lab.fact("L1.learned"), "x");
    EXPECT_EQ(lab.fact("P1.phase"), "done");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(PaxosChoosing, OfTwoProposersOneValueIsChosen) {
    Lab lab;
    lab.plays("propose P1 x\npropose P2 y");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "y");
    EXPECT_EQ(lab.fact("P1.phase"), "idle");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// 2.2: a value is chosen when a large enough set of acceptors has accepted
// it; with majorities two of three, and not one.
TEST(PaxosChoosing, AMajorityChooses) {
    Lab lab;
    lab.plays("send accept 1.P1=x A1\ndeliver accept P1->A1");
    EXPECT_EQ(lab.fact("chosen"), "none");
    lab.plays("send accept 1.P1=x A3\ndeliver accept P1->A3");
    EXPECT_EQ(lab.fact("chosen"), "x");
    EXPECT_THAT(lab.telling(), HasSubstr("A1 and A3 accepted it in ballot 1.P1: 2 of 3"));
}

// The same value in two ballots, one acceptor each, is chosen in neither.
TEST(PaxosChoosing, TheSameValueInTwoBallotsIsNotChosen) {
    Lab lab;
    lab.plays("send accept 1.P1=x A1\nsend accept 2.P1=x A2");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "none");
    EXPECT_EQ(lab.fact("L1.learned"), "none");
}

// P1: an acceptor must accept the first proposal that it receives.
TEST(PaxosChoosing, AnAcceptorAcceptsTheFirstProposalItReceives) {
    Lab lab;
    lab.plays("send accept 1.P1=x A1\ndeliver accept P1->A1");
    EXPECT_EQ(lab.fact("A1.accepted"), "1.P1=x");
    EXPECT_EQ(lab.fact("A1.promised"), "1.P1");
}

// P1a: it accepts a proposal iff it has not responded to a prepare with a
// greater number.
TEST(PaxosChoosing, AnAcceptorAcceptsNothingBelowItsPromise) {
    Lab lab;
    lab.plays("send prepare 2.P1 A1\ndeliver prepare P1->A1");
    lab.plays("send accept 1.P2=y A1\ndeliver accept P2->A1");
    EXPECT_EQ(lab.fact("A1.accepted"), "none");
    EXPECT_THAT(lab.telling(), HasSubstr("refuses to accept ballot 1.P2"));
    lab.plays("send accept 2.P1=x A1\ndeliver accept P1->A1");
    EXPECT_EQ(lab.fact("A1.accepted"), "2.P1=x");
    lab.plays("send accept 3.P2=y A1\ndeliver accept P2->A1");
    EXPECT_EQ(lab.fact("A1.accepted"), "3.P2=y");
    EXPECT_EQ(lab.fact("A1.promised"), "3.P2");
}

// Phase 1(b): it responds to a prepare with a number greater than that of any
// prepare to which it has responded, and reports the highest-numbered
// proposal it has accepted.
TEST(PaxosChoosing, APromiseReportsTheHighestAccepted) {
    Lab lab({.givens = {"A1 promised=3.P1 accepted=2.P1=x"}});
    lab.plays("send prepare 4.P2 A1\ndeliver prepare P2->A1");
    EXPECT_EQ(lab.fact("A1.promised"), "4.P2");
    EXPECT_EQ(lab.carries(2, "ballot"), "4.P2");
    EXPECT_EQ(lab.carries(2, "accepted"), "2.P1=x");
}

TEST(PaxosChoosing, AnAcceptorDoesNotPromiseALowerBallot) {
    Lab lab({.givens = {"A1 promised=3.P1"}});
    lab.plays("send prepare 2.P2 A1\ndeliver prepare P2->A1");
    EXPECT_EQ(lab.fact("A1.promised"), "3.P1");
    EXPECT_EQ(lab.fact("message.2"), "nack A1->P2");
    EXPECT_EQ(lab.carries(2, "promised"), "3.P1");
}

// Phase 1(a), phase 2(a): the proposer asks for promises, and goes on as soon
// as a majority has responded.
TEST(PaxosChoosing, PhaseTwoBeginsWithAMajorityOfPromises) {
    Lab lab;
    lab.plays("propose P1 x\ndeliver prepare P1->A1\ndeliver promise A1->P1");
    EXPECT_EQ(lab.fact("P1.phase"), "preparing");
    EXPECT_EQ(lab.fact("P1.promises"), "A1");
    EXPECT_FALSE(lab.happened("paxos.issued"));
    lab.plays("deliver prepare P1->A3\ndeliver promise A3->P1");
    EXPECT_EQ(lab.fact("P1.phase"), "accepting");
    EXPECT_EQ(lab.fact("P1.promises"), "A1 A3");
    EXPECT_TRUE(lab.happened("paxos.issued"));
}

// The accept need not go to the acceptors that responded: it goes to all.
TEST(PaxosChoosing, AcceptGoesToAllAcceptors) {
    Lab lab;
    lab.plays("propose P1 x\ndrop prepare P1->A2");
    lab.plays("deliver prepare P1->A1\ndeliver prepare P1->A3");
    lab.plays("deliver promise A1->P1\ndeliver promise A3->P1");
    lab.plays("deliver accept P1->A2");
    EXPECT_EQ(lab.fact("A2.accepted"), "1.P1=x");
}

// P2c: the value is that of the highest-numbered proposal among those
// reported, or any if none was.
TEST(PaxosChoosing, TheHighestReportedValueIsTaken) {
    Lab lab({.givens = {"A1 accepted=1.P1=x", "A2 accepted=2.P1=y", "A3 promised=2.P1",
                        "P2 highest=2"}});
    lab.plays("propose P2 z");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "y");
    EXPECT_EQ(lab.fact("P2.value"), "y");
    EXPECT_TRUE(lab.happened("paxos.value_adopted"));
}

TEST(PaxosChoosing, TheHighestReportedIsTakenInEitherOrder) {
    for (const char* order : {"deliver promise A1->P2\ndeliver promise A2->P2",
                              "deliver promise A2->P2\ndeliver promise A1->P2"}) {
        Lab lab({.givens = {"A1 accepted=1.P1=x", "A2 accepted=2.P1=y", "P2 highest=2"}});
        lab.plays("propose P2 z");
        lab.plays("deliver prepare P2->A1\ndeliver prepare P2->A2");
        lab.plays(order);
        EXPECT_EQ(lab.fact("P2.value"), "y") << order;
    }
}

TEST(PaxosChoosing, WithoutReportsTheProposersOwnValueIsTaken) {
    Lab lab({.givens = {"A1 accepted=1.P1=x"}});
    lab.plays("propose P2 z\ndrop prepare P2->A1");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "z");
    EXPECT_TRUE(lab.happened("paxos.value_free"));
}

// P2: once a value is chosen, every higher-numbered proposal has that value.
TEST(PaxosChoosing, AChosenValueStays) {
    Lab lab;
    lab.plays("propose P1 x");
    lab.settle();
    lab.plays("propose P2 y");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
    EXPECT_EQ(lab.fact("A1.accepted"), "1.P2=x");
    EXPECT_EQ(lab.fact("P2.value"), "x");
    lab.plays("prepare P1");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// Different proposals have different numbers: by round, then by proposer.
TEST(PaxosChoosing, BallotsCompareByRoundThenProposer) {
    Lab lab({.givens = {"A1 promised=2.P1"}});
    lab.plays("send prepare 2.P2 A1\ndeliver prepare P2->A1");
    EXPECT_EQ(lab.fact("A1.promised"), "2.P2");
    lab.plays("send prepare 2.P1 A1\ndeliver prepare P1->A1");
    EXPECT_EQ(lab.fact("A1.promised"), "2.P2");
    lab.plays("send prepare 3.P1 A1\ndeliver prepare P1->A1");
    EXPECT_EQ(lab.fact("A1.promised"), "3.P1");
}

// End of 2.2: a proposer may abandon a proposal any time; told of a higher
// ballot, it does, and tries nothing more by itself.
TEST(PaxosChoosing, ANackEndsTheAttempt) {
    Lab lab({.givens = {"A1 promised=5.P2", "A2 promised=5.P2"}});
    lab.plays("propose P1 x");
    lab.settle();
    EXPECT_EQ(lab.fact("P1.phase"), "idle");
    EXPECT_EQ(lab.fact("chosen"), "none");
    EXPECT_EQ(lab.fact("messages"), "none");
    lab.runFor(std::chrono::seconds(30));
    EXPECT_EQ(lab.fact("P1.phase"), "idle");
    // The next one is above what it was told of.
    lab.plays("prepare P1");
    EXPECT_EQ(lab.fact("P1.ballot"), "6.P1");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
}

TEST(PaxosChoosing, AStaleNackEndsNothing) {
    Lab lab({.givens = {"A1 promised=5.P2"}});
    lab.plays("propose P1 x\ndeliver prepare P1->A1\nprepare P1");
    lab.plays("deliver nack A1->P1");
    EXPECT_EQ(lab.fact("P1.phase"), "preparing");
    EXPECT_EQ(lab.fact("P1.ballot"), "2.P1");
}

// A proposer never issues more than one proposal with a number.
TEST(PaxosChoosing, EachAttemptHasABallotOfItsOwn) {
    Lab lab;
    lab.plays("propose P1 x");
    EXPECT_EQ(lab.fact("P1.ballot"), "1.P1");
    lab.plays("propose P1 y");
    EXPECT_EQ(lab.fact("P1.ballot"), "2.P1");
    lab.plays("prepare P1");
    EXPECT_EQ(lab.fact("P1.ballot"), "3.P1");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "y");
}

TEST(PaxosChoosing, ALatePromiseOfAnOlderBallotCountsForNothing) {
    Lab lab;
    lab.plays("propose P1 x\ndeliver prepare P1->A1\ndeliver prepare P1->A2\nprepare P1");
    lab.plays("deliver promise A1->P1\ndeliver promise A2->P1");
    EXPECT_EQ(lab.fact("P1.promises"), "none");
    EXPECT_EQ(lab.fact("P1.phase"), "preparing");
}

// A proposer without a value can still find out, and carry through, what may
// have been chosen; with nothing to carry it stops.
TEST(PaxosChoosing, WithoutAnyValueNothingIsProposed) {
    Lab lab;
    lab.plays("prepare P1");
    lab.settle();
    EXPECT_EQ(lab.fact("P1.phase"), "idle");
    EXPECT_TRUE(lab.happened("paxos.nothing_to_propose"));
    EXPECT_FALSE(lab.happened("paxos.issued"));
}

// 2.1: messages can be duplicated, lost and take arbitrarily long.
TEST(PaxosChoosing, DuplicatesChangeNothing) {
    Lab lab;
    lab.plays("propose P1 x\nduplicate prepare P1->A1\ndeliver prepare P1->A1");
    lab.plays("deliver prepare P1->A1");
    EXPECT_THAT(lab.telling(), HasSubstr("promises ballot 1.P1 once more"));
    lab.plays("duplicate promise A1->P1\ndeliver promise A1->P1\ndeliver promise A1->P1");
    EXPECT_EQ(lab.fact("P1.promises"), "A1");
    EXPECT_EQ(lab.fact("P1.phase"), "preparing");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
    EXPECT_FALSE(lab.happened("paxos.refused"));
}

TEST(PaxosChoosing, OneOfThreeAcceptorsMayBeDown) {
    Lab lab;
    lab.plays("crash A2\npropose P1 x");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x");
    Lab two;
    two.plays("crash A2\ncrash A3\npropose P1 x");
    two.settle();
    EXPECT_EQ(two.fact("chosen"), "none");
    EXPECT_EQ(two.fact("P1.phase"), "preparing");
}

}  // namespace
}  // namespace lockstep::paxos
