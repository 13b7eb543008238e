// SPDX-License-Identifier: GPL-3.0-or-later
// Each broken rule, seen to break something; whole, the same run breaks nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::ring {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(RingFlaws, WithoutVirtualNodesSharesAreFarApart) {
    Lab::Head head{.servers = manyServers(10), .dials = {{"keys", "10000"}}};
    Lab whole(head);
    EXPECT_LT(whole.number("spread"), 1.25);
    EXPECT_LT(whole.number("deviation"), 0.12);
    head.flaws = {"no-virtual-nodes"};
    Lab flawed(head);
    EXPECT_GT(flawed.number("spread"), 1.8);
    EXPECT_GT(flawed.number("deviation"), 0.5);
    EXPECT_EQ(flawed.fact("points.s1"), "1");
    flawed.plays("vnodes 10000");
    EXPECT_EQ(flawed.fact("points.s1"), "1") << "the count is never used";
}

TEST(RingFlaws, WithoutVirtualNodesALeaversKeysGoToOneNeighbour) {
    Lab lab(
        {.servers = manyServers(10), .dials = {{"keys", "10000"}}, .flaws = {"no-virtual-nodes"}});
    std::vector<double> before;
    for (int i = 1; i <= 10; ++i)
        before.push_back(lab.number("keys.s" + std::to_string(i)));
    lab.plays("remove s4");
    int grown = 0;
    for (int i = 1; i <= 10; ++i) {
        if (i == 4) continue;
        if (lab.number("keys.s" + std::to_string(i)) > before[static_cast<std::size_t>(i - 1)])
            ++grown;
    }
    EXPECT_EQ(grown, 1);
    EXPECT_THAT(lab.broken(), IsEmpty()) << "unfair, but no claim is broken";
}

TEST(RingFlaws, UnsortedPointsBreakTheSearch) {
    Lab::Head head{.dials = {{"vnodes", "5"}}};
    Lab whole(head);
    whole.plays("add e\nremove b");
    EXPECT_THAT(whole.broken(), IsEmpty());
    head.flaws = {"unsorted"};
    Lab flawed(head);
    EXPECT_THAT(flawed.broken(), Contains("next-point"));
    flawed.plays("add e\nremove b\nadd f\nremove c\nadd g");
    EXPECT_THAT(flawed.broken(), ::testing::IsSupersetOf({"only-to-newcomer", "only-from-leaver"}));
}

TEST(RingFlaws, MendingTheOrderMendsTheSearch) {
    Lab lab({.flaws = {"unsorted"}});
    const auto broken = lab.broken().size();
    lab.plays("flaw unsorted off\nadd e");
    EXPECT_EQ(lab.broken().size(), broken);
    EXPECT_EQ(lab.fact("keys.e"), lab.fact("moved"));
}

TEST(RingFlaws, AnEmptyRingIsReadPastItsEnd) {
    Lab::Head head{.servers = "a"};
    Lab whole(head);
    whole.plays("remove a\nlookup k1");
    EXPECT_THAT(whole.telling(), HasSubstr("Nobody owns k1."));
    EXPECT_EQ(whole.fact("owner.k1"), "none");
    EXPECT_THAT(whole.broken(), IsEmpty());
    head.flaws = {"empty-ring"};
    Lab flawed(head);
    flawed.plays("remove a\nlookup k1");
    EXPECT_THAT(flawed.telling(), HasSubstr("the index is out of range"));
    EXPECT_THAT(flawed.broken(), Contains("empty-ring"));
}

}  // namespace
}  // namespace lockstep::ring
