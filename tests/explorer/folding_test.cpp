// SPDX-License-Identifier: GPL-3.0-or-later
// States that differ by the servers' names only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lock_lab.h"

namespace lockstep::explorer {
namespace {

using testing::Allowance;
using testing::boundsOf;
using testing::Count;
using testing::explore;
using testing::Lock;
using testing::LockWorld;
using testing::lockWorld;

Result exploreFolded(const AnyWorld& world, const Allowance& allowance) {
    Bounds bounds = boundsOf(allowance);
    bounds.symmetry = true;
    return explore(world, bounds);
}

Result countFolded(const AnyWorld& world, const Allowance& allowance) {
    Bounds bounds = boundsOf(allowance);
    bounds.symmetry = true;
    bounds.invariants = 0;
    return explore(world, bounds);
}

TEST(ExplorerFolding, SeesAsManyStatesAsAPlainSearchThatFolds) {
    for (const int servers : {2, 3, 4}) {
        for (const Allowance& allowance : testing::smallAllowances()) {
            if (servers == 4 && allowance.asks + allowance.crashes > 3) continue;
            const auto world = lockWorld({}, servers);
            const Count expected = testing::countStates(world->as<LockWorld>(), allowance);
            const Result result = countFolded(*world, allowance);
            EXPECT_EQ(result.folded, servers > 2);
            EXPECT_EQ(result.states, expected.folded);
            EXPECT_EQ(result.depth, expected.depth);
            EXPECT_EQ(result.verdict, Verdict::allSeen);
            if (servers == 2 || allowance.asks == 0) continue;
            EXPECT_LT(expected.folded, expected.states);
        }
    }
}

TEST(ExplorerFolding, FindsPathsAsShort) {
    for (const char* flaw : {"grants-twice", "forgets-holder"}) {
        const auto world = lockWorld({flaw}, 4);
        const Allowance allowance{.asks = 2, .releases = 1, .crashes = 1};
        const Result plain = explore(*world, allowance);
        const Result folded = exploreFolded(*world, allowance);
        ASSERT_EQ(plain.verdict, Verdict::found);
        ASSERT_EQ(folded.verdict, Verdict::found);
        EXPECT_EQ(plain.depth, folded.depth);
        EXPECT_TRUE(folded.confirmed);
        EXPECT_LT(folded.states, plain.states);
    }
}

// A start that favours a server loses nothing by folding.
TEST(ExplorerFolding, HoldsFromAnyStart) {
    const auto world = lockWorld({}, 4);
    world->play({topicVerb(0), {2}, {}, 0, 0}, nullptr);
    const Allowance allowance{.asks = 1, .releases = 1, .losses = 1};
    const Count expected = testing::countStates(world->as<LockWorld>(), allowance);
    const Result result = exploreFolded(*world, allowance);
    EXPECT_EQ(result.states, expected.folded);
    EXPECT_EQ(result.depth, expected.depth);
}

TEST(ExplorerFolding, IsOfferedOnlyWhereServersAreAlike) {
    EXPECT_TRUE(of<Lock>({})->symmetric(*lockWorld({}, 3)));
    // One client only.
    EXPECT_FALSE(of<Lock>({})->symmetric(*lockWorld({}, 2)));
}

}  // namespace
}  // namespace lockstep::explorer
