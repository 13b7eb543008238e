// SPDX-License-Identifier: GPL-3.0-or-later
// Each broken rule, seen to break something by hand; the same run with the
// rule whole breaks nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "lab.h"

namespace lockstep::paxos {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

std::vector<std::string> brokenBy(Lab::Head head, const char* flaw,
                                  const std::function<void(Lab&)>& run) {
    Lab whole(head);
    run(whole);
    EXPECT_THAT(whole.broken(), IsEmpty()) << "without " << flaw;
    head.flaws = {flaw};
    Lab flawed(head);
    run(flawed);
    return flawed.broken();
}

// The short version: what the promises say is not listened to.
TEST(PaxosFlaws, IgnoredPromisesChooseTwoValues) {
    EXPECT_THAT(brokenBy({}, "ignores-promises",
                         [](Lab& lab) {
                             lab.plays("propose P1 x");
                             lab.settle();
                             lab.plays("propose P2 y");
                             lab.settle();
                         }),
                ::testing::IsSupersetOf({"agreement", "chosen-stays"}));
}

TEST(PaxosFlaws, AForgottenPromiseChoosesTwoValues) {
    EXPECT_THAT(brokenBy({}, "forgets-promise",
                         [](Lab& lab) {
                             // P1 holds promises of A1 and A2.
                             lab.plays("propose P1 x\ndrop prepare P1->A3");
                             lab.plays("deliver prepare P1->A1\ndeliver prepare P1->A2");
                             lab.plays("deliver promise A1->P1\ndeliver promise A2->P1");
                             // P2 gets y chosen on A2 and A3.
                             lab.plays("propose P2 y\ndrop prepare P2->A1");
                             lab.plays("deliver prepare P2->A2\ndeliver prepare P2->A3");
                             lab.plays("deliver promise A2->P2\ndeliver promise A3->P2");
                             lab.plays("drop accept P2->A1\ndeliver accept P2->A2");
                             lab.plays("deliver accept P2->A3\ncrash A2\nrestart A2");
                             // And P1's accepts arrive.
                             lab.settle();
                         }),
                ::testing::IsSupersetOf({"promises-never-fall", "agreement"}));
}

TEST(PaxosFlaws, SharedBallotsChooseTwoValues) {
    EXPECT_THAT(brokenBy({}, "shared-ballots",
                         [](Lab& lab) {
                             lab.plays("propose P1 x\npropose P2 y");
                             lab.settle();
                         }),
                Contains("agreement"));
}

TEST(PaxosFlaws, AcceptingBelowAPromiseChoosesTwoValues) {
    EXPECT_THAT(brokenBy({}, "accepts-below-promise",
                         [](Lab& lab) {
                             lab.plays("propose P1 x\ndeliver prepare P1->A1");
                             lab.plays("deliver prepare P1->A2\ndeliver prepare P1->A3");
                             lab.plays("propose P2 y\ndeliver prepare P2->A1");
                             lab.plays("deliver prepare P2->A2\ndeliver prepare P2->A3");
                             lab.settle();
                         }),
                Contains("agreement"));
}

// Two acceptors promise, and the third alone is enough to choose.
TEST(PaxosFlaws, QuorumsThatDoNotMeetChooseTwoValues) {
    EXPECT_THAT(brokenBy({.dials = {}}, "disjoint-quorums",
                         [](Lab& lab) {
                             lab.plays("propose P1 x\ndeliver prepare P1->A1");
                             lab.plays("deliver prepare P1->A2\ndrop prepare P1->A3");
                             lab.plays("deliver promise A1->P1\ndeliver promise A2->P1");
                             lab.plays("drop accept P1->A1\ndrop accept P1->A2");
                             lab.plays("propose P2 y\ndrop prepare P2->A3");
                             lab.settle();
                         }),
                Contains("agreement"));
}

TEST(PaxosFlaws, AFlawCanBeSwitchedWhileItRuns) {
    Lab lab;
    lab.plays("propose P1 x");
    lab.settle();
    lab.plays("flaw ignores-promises on\npropose P2 y");
    lab.settle();
    EXPECT_EQ(lab.fact("chosen"), "x y");
    EXPECT_THAT(lab.broken(), Contains("agreement"));
}

// A single acceptor can be told two values by hand; the light says so.
TEST(PaxosFlaws, AHandThatCheatsIsSeen) {
    Lab lab;
    lab.plays("send accept 1.P1=x A1\nsend accept 1.P1=x A2");
    lab.plays("send accept 2.P1=y A2\nsend accept 2.P1=y A3");
    lab.settle();
    EXPECT_THAT(lab.broken(), Contains("agreement"));
}

}  // namespace
}  // namespace lockstep::paxos
