// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a scenario, what is wrong with it, and actions that make no
// sense.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/action_text.h"
#include "lab.h"
#include "paxos/paxos.h"

namespace lockstep::paxos {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string faultOf(const Lab::Head& head) {
    Lab lab(head);
    return lab.faults().empty() ? "" : lab.faults().front().message;
}

TEST(PaxosStart, TheDialsNameTheServers) {
    Lab lab;
    std::string names;
    for (const auto& server : lab.timeline().setup().scenario.servers) {
        names += server.name + ' ';
    }
    EXPECT_EQ(names, "P1 P2 A1 A2 A3 L1 ");
}

TEST(PaxosStart, GivenSetsTheRegisters) {
    Lab lab({.givens = {"A1 promised=2.P1 accepted=1.P1=x", "A2 accepted=1.P1=x"}});
    EXPECT_EQ(lab.fact("A1.promised"), "2.P1");
    EXPECT_EQ(lab.fact("A1.accepted"), "1.P1=x");
    EXPECT_EQ(lab.fact("A2.promised"), "1.P1");
    EXPECT_EQ(lab.fact("chosen"), "x");
    EXPECT_THAT(lab.broken(), IsEmpty());
    // P1 has used round 2, so its next is 3.
    lab.plays("propose P1 y");
    EXPECT_EQ(lab.fact("P1.ballot"), "3.P1");
}

TEST(PaxosStart, WrongGivensAreNamed) {
    EXPECT_THAT(faultOf({.givens = {"A1 promised=1.P1 accepted=2.P1=x"}}),
                HasSubstr("below ballot 2.P1"));
    EXPECT_THAT(faultOf({.givens = {"A1 promised=two"}}), HasSubstr("such as 2.P1"));
    EXPECT_THAT(faultOf({.givens = {"A1 promised=0.P1"}}), HasSubstr("no ballot"));
    EXPECT_THAT(faultOf({.givens = {"A1 promised=2.P7"}}), HasSubstr("no proposer P7"));
    EXPECT_THAT(faultOf({.givens = {"A1 promised=4294967296.P1"}}), HasSubstr("no ballot"));
    EXPECT_THAT(faultOf({.givens = {"A1 accepted=1.P1"}}), HasSubstr("2.P1=x"));
    EXPECT_THAT(faultOf({.givens = {"A1 accepted.3=1.P1=x"}}), HasSubstr("multi"));
    EXPECT_THAT(faultOf({.givens = {"A1 learned=x"}}), HasSubstr("A1 takes no 'learned'"));
    EXPECT_THAT(faultOf({.givens = {"P1 promised=1.P1"}}), HasSubstr("P1 takes no"));
    EXPECT_THAT(faultOf({.givens = {"A1 accepted=1.P1=x", "A2 accepted=1.P1=y"}}),
                HasSubstr("two values"));
    EXPECT_THAT(faultOf({.givens = {"A9 promised=1.P1"}}), HasSubstr("'A9'"));
}

TEST(PaxosStart, HostileSlotsAreRefused) {
    const Lab::Head multi{.dials = {{"multi", "on"}}};
    for (const char* given :
         {"A1 accepted.0=1.P1=x", "A1 accepted.9999999999=1.P1=x", "A1 accepted.3..1=1.P1=x",
          "A1 accepted.1..=1.P1=x", "A1 accepted..3=1.P1=x", "A1 accepted.-1=1.P1=x"}) {
        Lab::Head head = multi;
        head.givens = {given};
        EXPECT_THAT(faultOf(head), HasSubstr("slot")) << given;
    }
}

// What a learner is given must be chosen.
TEST(PaxosStart, WhatIsLearnedMustBeChosen) {
    EXPECT_THAT(faultOf({.givens = {"L1 learned=x"}}), HasSubstr("cannot have learned x"));
    EXPECT_THAT(faultOf({.givens = {"A1 accepted=1.P1=x", "L1 learned=x"}}), HasSubstr("quorum"));
    EXPECT_EQ(
        faultOf({.givens = {"L1 learned=x", "A1 accepted=1.P1=x", "A2 accepted=1.P1=x"}}), "");
}

TEST(PaxosStart, WrongHeadsAreNamed) {
    EXPECT_THAT(faultOf({.dials = {{"acceptors", "0"}}}), HasSubstr("1"));
    EXPECT_THAT(faultOf({.dials = {{"acceptors", "10"}}}), HasSubstr("9"));
    EXPECT_THAT(faultOf({.dials = {{"together", "yes"}}}), HasSubstr("off or on"));
    EXPECT_THAT(faultOf({.dials = {{"quorum1", "4"}}}), HasSubstr("larger than all 3"));
    EXPECT_THAT(faultOf({.flaws = {"lazy"}}), HasSubstr("no flaw"));
}

// Flexible quorums: only sizes that intersect, unless that rule is broken.
TEST(PaxosStart, QuorumsMustIntersect) {
    EXPECT_THAT(faultOf({.dials = {{"quorum1", "1"}}}), HasSubstr("need not intersect"));
    EXPECT_THAT(faultOf({.dials = {{"quorum1", "1"}, {"quorum2", "2"}}}),
                HasSubstr("quorums of 1 and 2 of 3 acceptors need not intersect"));
    EXPECT_EQ(faultOf({.dials = {{"quorum1", "1"}, {"quorum2", "3"}}}), "");
    EXPECT_EQ(faultOf({.dials = {{"quorum1", "3"}, {"quorum2", "1"}}}), "");
    EXPECT_EQ(
        faultOf({.dials = {{"quorum1", "1"}, {"quorum2", "2"}}, .flaws = {"disjoint-quorums"}}),
        "");
}

TEST(PaxosStart, SizesAreFixedByTheHead) {
    Lab lab;
    for (const char* line : {"acceptors 5", "quorum1 1", "multi on", "together on"}) {
        EXPECT_THAT(lab.refusal(line), HasSubstr("head")) << line;
    }
    EXPECT_EQ(lab.refusal("backoff on"), "");
}

std::string whyNot(Lab& lab, std::string_view line) {
    Fault fault;
    const auto written = parseAction(line, Paxos::info(), lab.timeline().setup(), fault);
    return written ? lab.timeline().world().refusal(written->action) : fault.message;
}

TEST(PaxosStart, ActionsThatMakeNoSenseAreRefused) {
    Lab lab;
    EXPECT_THAT(whyNot(lab, "propose A1 x"), HasSubstr("no proposer"));
    EXPECT_THAT(whyNot(lab, "prepare L1"), HasSubstr("no proposer"));
    EXPECT_THAT(whyNot(lab, "propose P1 none"), HasSubstr("no value"));
    EXPECT_THAT(whyNot(lab, "send promise 1.P1 A1"), HasSubstr("by hand"));
    EXPECT_THAT(whyNot(lab, "send prepare 1.P1 L1"), HasSubstr("no acceptor"));
    EXPECT_THAT(whyNot(lab, "send prepare x A1"), HasSubstr("no ballot"));
    EXPECT_THAT(whyNot(lab, "send accept 1.P1 A1"), HasSubstr("no proposal"));
    EXPECT_THAT(whyNot(lab, "send accept 1.P1= A1"), HasSubstr("no proposal"));
    EXPECT_THAT(whyNot(lab, "send prepare 1.P3 A1"), HasSubstr("no proposer P3"));
    EXPECT_THAT(whyNot(lab, "send prepare 1.P1x A1"), HasSubstr("no ballot"));
    EXPECT_THAT(whyNot(lab, "propose P1"), HasSubstr("propose P VALUE"));
    lab.plays("crash P1");
    EXPECT_EQ(whyNot(lab, "propose P1 x"), "P1 is down");
}

}  // namespace
}  // namespace lockstep::paxos
