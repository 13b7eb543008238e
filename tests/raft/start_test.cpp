// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a scenario: what it sets, and what is wrong with it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::raft {
namespace {

using ::testing::HasSubstr;

std::string faultOf(const Lab::Head& head) {
    Lab lab(head);
    return lab.faults().empty() ? "" : lab.faults().front().message;
}

TEST(RaftStart, GivenSetsTermVoteLogAndCommit) {
    Lab lab({.servers = 3, .givens = {"S1 term=8 voted=S2 log=1,1,4 commit=2"}});
    EXPECT_EQ(lab.fact("S1.term"), "8");
    EXPECT_EQ(lab.fact("S1.voted"), "S2");
    EXPECT_EQ(lab.fact("S1.log"), "1:1 2:1 3:4");
    EXPECT_EQ(lab.fact("S1.terms"), "1 1 4");
    EXPECT_EQ(lab.fact("S1.commit"), "2");
    EXPECT_EQ(lab.fact("S1.applied"), "2");
}

TEST(RaftStart, WithoutATermTheLogsLastTermHolds) {
    Lab lab({.servers = 3, .givens = {"S1 log=1,1,4"}});
    EXPECT_EQ(lab.fact("S1.term"), "4");
}

TEST(RaftStart, WrongGivensAreNamed) {
    EXPECT_THAT(faultOf({.givens = {"S1 term=3 log=1,4"}}),
                HasSubstr("below its log's last term 4"));
    EXPECT_THAT(faultOf({.givens = {"S1 log=2,1"}}), HasSubstr("never fall"));
    EXPECT_THAT(faultOf({.givens = {"S1 log=1, commit=5"}}), HasSubstr("comma"));
    EXPECT_THAT(faultOf({.givens = {"S1 log=1,1 commit=5"}}), HasSubstr("the log ends at index 2"));
    EXPECT_THAT(faultOf({.givens = {"S1 log=0"}}), HasSubstr("terms"));
    EXPECT_THAT(faultOf({.givens = {"S1 voted=S9"}}), HasSubstr("'S9'"));
    EXPECT_THAT(faultOf({.givens = {"S1 role=leader"}}), HasSubstr("'role'"));
    EXPECT_THAT(faultOf({.givens = {"S9 term=1"}}), HasSubstr("'S9'"));
    EXPECT_THAT(faultOf({.givens = {"S1 term=-1"}}), HasSubstr("number"));
}

TEST(RaftStart, WrongHeadsAreNamed) {
    EXPECT_THAT(faultOf({.servers = 10}), HasSubstr("1 to 9 servers"));
    EXPECT_THAT(faultOf({.dials = {{"latency", "fast"}}}), HasSubstr("10..20 ms"));
    EXPECT_THAT(faultOf({.dials = {{"latency", "20..10 ms"}}}), HasSubstr("range"));
    EXPECT_THAT(faultOf({.dials = {{"loss", "101 %"}}}), HasSubstr("100 %"));
    EXPECT_THAT(faultOf({.dials = {{"noop", "yes"}}}), HasSubstr("off or on"));
    EXPECT_THAT(faultOf({.dials = {{"speed", "1"}}}), HasSubstr("no dial"));
    EXPECT_THAT(faultOf({.flaws = {"lazy"}}), HasSubstr("no flaw"));
}

TEST(RaftStart, NextAndMatchAreTheLeadersOnly) {
    Lab lab({.servers = 3});
    EXPECT_EQ(lab.fact("S1.next.S2"), "none");
    lab.plays("timeout S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.next.S2"), "1");
    EXPECT_EQ(lab.fact("S1.match.S2"), "0");
    EXPECT_EQ(lab.fact("S1.next.S1"), "no such fact");
    EXPECT_EQ(lab.fact("S2.next.S1"), "none");
}

}  // namespace
}  // namespace lockstep::raft
