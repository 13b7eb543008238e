// SPDX-License-Identifier: GPL-3.0-or-later
// "Paxos Made Simple", 3: a log of slots, a leader, gaps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::paxos {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Lab::Head multi() { return {.dials = {{"multi", "on"}}}; }

TEST(PaxosLog, CommandsAreChosenInSlots) {
    Lab lab(multi());
    lab.plays("propose P1 a");
    lab.settle();
    lab.plays("propose P1 b");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "1=a 2=b");
    EXPECT_EQ(lab.fact("chosen.2"), "b");
    EXPECT_EQ(lab.fact("chosen.3"), "none");
    EXPECT_EQ(lab.fact("A1.accepted.2"), "1.P1=b");
    EXPECT_EQ(lab.fact("L1.learned"), "1=a 2=b");
    EXPECT_EQ(lab.fact("L1.executed"), "2");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// 3: the same leader executes phase 2 alone, so a command takes one round
// trip: accept and accepted.
TEST(PaxosLog, AStableLeaderSkipsPhaseOne) {
    Lab lab(multi());
    lab.plays("propose P1 a");
    lab.settle();
    EXPECT_EQ(lab.count("paxos.prepared"), 1U);
    lab.plays("propose P1 b\npropose P1 c");
    EXPECT_EQ(lab.fact("P1.phase"), "accepting");
    lab.settle();
    EXPECT_EQ(lab.count("paxos.prepared"), 1U);
    EXPECT_EQ(lab.fact("chosen"), "1=a 2=b 3=c");
    EXPECT_EQ(lab.fact("P1.phase"), "done");
}

TEST(PaxosLog, CommandsWaitForPhaseOne) {
    Lab lab(multi());
    lab.plays("propose P1 a\npropose P1 b");
    EXPECT_EQ(lab.fact("P1.waiting"), "a b");
    EXPECT_EQ(lab.count("paxos.prepared"), 1U);
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "1=a 2=b");
    EXPECT_EQ(lab.fact("P1.waiting"), "none");
}

// The example of section 3, with its numbers. P1 led with ballot 1; P2 knows
// what is chosen in 1 to 134, 138 and 139. A3 was away.
Lab::Head gap() {
    Lab::Head head = multi();
    const std::string votes =
        " accepted.1..134=1.P1=old accepted.138=1.P1=c138 accepted.139=1.P1=c139";
    head.givens = {"A1" + votes + " accepted.135=1.P1=c135",
                   "A2" + votes + " accepted.140=1.P1=c140",
                   "P2 learned.1..134=old learned.138=c138 learned.139=c139",
                   "L1 learned.1..134=old learned.138=c138 learned.139=c139"};
    return head;
}

TEST(PaxosLog, ANewLeaderDoesPhaseOneForWhatItDoesNotKnow) {
    Lab lab(gap());
    EXPECT_THAT(lab.broken(), IsEmpty());
    EXPECT_EQ(lab.fact("P2.executed"), "134");
    lab.plays("prepare P2");
    EXPECT_EQ(lab.carries(1, "slots"), "135 to 137 and from 140 on");
    EXPECT_THAT(lab.telling(), HasSubstr("135 to 137 and from 140 on"));
    lab.plays("deliver prepare P2->A1\ndeliver prepare P2->A2");
    EXPECT_EQ(lab.carries(4, "accepted"), "135:1.P1=c135");
    EXPECT_EQ(lab.carries(5, "accepted"), "140:1.P1=c140");
}

// Its outcome determines the values of 135 and 140, and leaves 136 and 137
// free: they are filled with no-ops.
TEST(PaxosLog, ReportedSlotsAreFixedAndGapsFilledWithNoops) {
    Lab lab(gap());
    lab.plays("prepare P2\ndeliver prepare P2->A1\ndeliver prepare P2->A2");
    lab.plays("deliver promise A1->P2\ndeliver promise A2->P2");
    EXPECT_THAT(lab.telling(), HasSubstr("c135 is fixed for slot 135"));
    EXPECT_THAT(lab.telling(), HasSubstr("c140 is fixed for slot 140"));
    EXPECT_THAT(lab.telling(), HasSubstr("Slot 136 is a gap"));
    EXPECT_THAT(lab.telling(), HasSubstr("Slot 137 is a gap"));
    EXPECT_EQ(lab.count("paxos.slot_fixed"), 2U);
    EXPECT_EQ(lab.count("paxos.gap_filled"), 2U);
    EXPECT_EQ(lab.fact("P2.next"), "141");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen.135"), "c135");
    EXPECT_EQ(lab.fact("chosen.136"), "noop");
    EXPECT_EQ(lab.fact("chosen.137"), "noop");
    EXPECT_EQ(lab.fact("chosen.138"), "c138");
    EXPECT_EQ(lab.fact("chosen.140"), "c140");
    EXPECT_EQ(lab.fact("L1.executed"), "140");
    EXPECT_EQ(lab.fact("P2.executed"), "140");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// Once 135 is chosen, 1 to 135 can be executed; 138 to 140 wait for 136 and
// 137.
TEST(PaxosLog, AGapHoldsUpWhatIsBehindIt) {
    Lab lab(gap());
    lab.plays("prepare P2\ndeliver prepare P2->A1\ndeliver prepare P2->A2");
    lab.plays("deliver promise A1->P2\ndeliver promise A2->P2");
    // The first accepts on each link are those of 135 and 140.
    lab.plays("deliver accept P2->A1\ndeliver accept P2->A2");
    lab.plays("deliver accept P2->A1\ndeliver accept P2->A2");
    lab.plays("deliver learn A1->L1\ndeliver learn A2->L1");
    lab.plays("deliver learn A1->L1\ndeliver learn A2->L1");
    EXPECT_EQ(lab.fact("L1.learned.140"), "c140");
    EXPECT_EQ(lab.fact("L1.executed"), "135");
    lab.settle();
    EXPECT_EQ(lab.fact("L1.executed"), "140");
}

// The next command of the leader goes to slot 141.
TEST(PaxosLog, TheLeaderGoesOnBehind) {
    Lab lab(gap());
    lab.plays("propose P2 new");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen.141"), "new");
}

// A leader may propose ahead, before it knows that earlier slots are chosen;
// when it fails, a gap is left.
TEST(PaxosLog, AFailedLeaderLeavesAGap) {
    Lab lab(multi());
    lab.plays("propose P1 a");
    lab.settle();
    lab.plays("propose P1 b\npropose P1 c");
    // Slot 2 is lost on every link, slot 3 arrives.
    lab.plays("drop accept P1->A1\ndrop accept P1->A2\ndrop accept P1->A3");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "1=a 3=c");
    EXPECT_EQ(lab.fact("L1.executed"), "1");
    EXPECT_TRUE(lab.happened("paxos.execution_held"));
    lab.plays("crash P1\npropose P2 d");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "1=a 2=noop 3=c 4=d");
    EXPECT_EQ(lab.fact("L1.executed"), "4");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// A deposed leader's ballot is refused; what it wanted is wanted still.
TEST(PaxosLog, ADeposedLeaderStartsOver) {
    Lab lab(multi());
    lab.plays("propose P1 a");
    lab.settle();
    lab.plays("propose P2 b");
    lab.settle();
    lab.plays("propose P1 c");
    lab.settle();
    EXPECT_EQ(lab.fact("P1.phase"), "idle");
    EXPECT_EQ(lab.fact("P1.waiting"), "c");
    lab.plays("prepare P1");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "1=a 2=b 3=c");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// A command that is reported in a slot is not proposed in another as well.
TEST(PaxosLog, AReportedCommandNeedsNoSlotOfItsOwn) {
    Lab lab(multi());
    lab.plays("propose P1 a");
    lab.settle();
    lab.plays("propose P1 b\ndeliver accept P1->A1\nprepare P1");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "1=a 2=b");
    EXPECT_EQ(lab.fact("P1.waiting"), "none");
}

TEST(PaxosLog, WithoutMultiThereIsOneSlot) {
    Lab lab;
    lab.plays("propose P1 a");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "a");
    EXPECT_EQ(lab.fact("chosen.1"), "a");
    EXPECT_EQ(lab.fact("chosen.2"), "none");
    EXPECT_EQ(lab.fact("P1.next"), "no such fact");
}

TEST(PaxosLog, ServersThatShareRolesLeadAsWell) {
    Lab lab(
        {.dials = {{"multi", "on"}, {"together", "on"}, {"proposers", "3"}, {"learners", "3"}}});
    lab.plays("propose P1 a\npropose P1 b");
    lab.settle();
    lab.plays("crash S1\npropose P2 c");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "1=a 2=b 3=c");
    EXPECT_EQ(lab.fact("L3.executed"), "3");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// Flexible quorums: one acceptor is enough for phase 1 if all are needed for
// phase 2, and the other way round.
TEST(PaxosQuorums, SizesThatIntersectAreSafe) {
    Lab lab({.dials = {{"acceptors", "2"}, {"quorum1", "1"}, {"quorum2", "2"}}});
    lab.plays("propose P1 x\ndeliver prepare P1->A1\ndeliver promise A1->P1");
    EXPECT_EQ(lab.fact("P1.phase"), "accepting");
    lab.plays("deliver accept P1->A1");
    EXPECT_EQ(lab.fact("chosen"), "none");
    lab.plays("deliver accept P1->A2");
    EXPECT_EQ(lab.fact("chosen"), "x");
    lab.plays("propose P2 y\ndrop prepare P2->A1");
    lab.settle();
    EXPECT_EQ(lab.fact("P2.value"), "x");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(PaxosQuorums, ASmallQuorumTwoChoosesWithOne) {
    Lab lab({.dials = {{"quorum1", "3"}, {"quorum2", "1"}}});
    lab.plays("propose P1 x");
    for (const char* acceptor : {"A1", "A2", "A3"}) {
        const std::string name = acceptor;
        lab.plays("deliver prepare P1->" + name + "\ndeliver promise " + name + "->P1");
    }
    lab.plays("deliver accept P1->A2");
    EXPECT_EQ(lab.fact("chosen"), "x");
    lab.plays("crash A1\npropose P2 y");
    lab.settle();
    EXPECT_EQ(lab.fact("P2.phase"), "preparing");
}

}  // namespace
}  // namespace lockstep::paxos
