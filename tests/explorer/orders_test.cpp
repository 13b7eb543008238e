// SPDX-License-Identifier: GPL-3.0-or-later
// Depth first, and by chance.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lock_lab.h"

namespace lockstep::explorer {
namespace {

using testing::Allowance;
using testing::boundsOf;
using testing::Count;
using testing::explore;
using testing::linesOf;
using testing::LockWorld;
using testing::lockWorld;

TEST(ExplorerDepthFirst, SeesTheSameStates) {
    for (const Allowance& allowance : testing::smallAllowances()) {
        for (const bool symmetry : {false, true}) {
            const auto world = lockWorld({});
            const Count expected = testing::countStates(world->as<LockWorld>(), allowance);
            Bounds bounds = boundsOf(allowance);
            bounds.order = Order::depthFirst;
            bounds.symmetry = symmetry;
            bounds.invariants = 0;
            const Result result = explore(*world, bounds);
            EXPECT_EQ(result.verdict, Verdict::allSeen);
            EXPECT_EQ(result.states, symmetry ? expected.folded : expected.states);
            EXPECT_GE(result.depth, expected.depth);
        }
    }
}

// A state that is met deep at first is looked behind again when met nearer.
TEST(ExplorerDepthFirst, SeesAllThatIsNearEnough) {
    const Allowance allowance{.asks = 3, .releases = 3, .crashes = 2, .losses = 1};
    for (int depth = 1; depth < 14; ++depth) {
        const auto world = lockWorld({});
        Bounds bounds = boundsOf(allowance);
        bounds.order = Order::depthFirst;
        bounds.depth = depth;
        const Result result = explore(*world, bounds);
        EXPECT_EQ(result.verdict, Verdict::depthEnds);
        EXPECT_EQ(result.states,
                  testing::countStates(world->as<LockWorld>(), allowance, depth).states);
        EXPECT_EQ(result.depth, depth);
    }
}

TEST(ExplorerDepthFirst, FindsAPathAndShortensIt) {
    Bounds bounds = boundsOf({.asks = 4, .releases = 3, .crashes = 2, .losses = 2});
    bounds.order = Order::depthFirst;
    const Result result = explore(*lockWorld({"grants-twice"}), bounds);
    ASSERT_EQ(result.verdict, Verdict::found);
    EXPECT_TRUE(result.confirmed);
    // Two ask, are granted and hold: with less no path breaks it.
    EXPECT_EQ(result.depth, 6);
    EXPECT_EQ(result.path.size(), 6U);
}

TEST(ExplorerDepthFirst, EndsAtItsStates) {
    Bounds bounds = boundsOf({.asks = 3, .releases = 3});
    bounds.order = Order::depthFirst;
    bounds.states = 7;
    const Result result = explore(*lockWorld({}), bounds);
    EXPECT_EQ(result.verdict, Verdict::statesEnd);
    EXPECT_EQ(result.states, 7U);
}

TEST(ExplorerRandomWalks, FindAPathAndShortenIt) {
    Bounds bounds = boundsOf({.asks = 6, .releases = 4, .crashes = 3, .losses = 3});
    bounds.order = Order::randomWalks;
    const Result result = explore(*lockWorld({"forgets-holder"}, 5), bounds);
    ASSERT_EQ(result.verdict, Verdict::found);
    EXPECT_TRUE(result.confirmed);
    EXPECT_GT(result.walks, 0U);
    EXPECT_EQ(result.states, 0U);
    // Nothing can be left out: two hold it, for S1 forgot the first.
    EXPECT_EQ(result.depth, 8) << ::testing::PrintToString(linesOf(result));
    EXPECT_THAT(linesOf(result), ::testing::Contains("crash S1"));
}

TEST(ExplorerRandomWalks, EndAfterAsManyAsWereAskedFor) {
    Bounds bounds = boundsOf({.asks = 3, .releases = 2, .crashes = 1, .losses = 1});
    bounds.order = Order::randomWalks;
    bounds.walks = 777;
    const Result result = explore(*lockWorld({}), bounds);
    EXPECT_EQ(result.verdict, Verdict::walksEnd);
    EXPECT_EQ(result.walks, 777U);
    EXPECT_GT(result.transitions, 777U * 3);
    bounds.depth = 4;
    EXPECT_EQ(explore(*lockWorld({}), bounds).depth, 4);
}

TEST(ExplorerRandomWalks, GoOtherWaysWithAnotherSeed) {
    Bounds bounds = boundsOf({.asks = 3, .releases = 2, .crashes = 1, .losses = 1});
    bounds.order = Order::randomWalks;
    bounds.walks = 100;
    const auto walked = [&](std::uint64_t seed) {
        bounds.seed = seed;
        return explore(*lockWorld({}), bounds).transitions;
    };
    EXPECT_EQ(walked(1), walked(1));
    EXPECT_NE(walked(1), walked(2));
}

}  // namespace
}  // namespace lockstep::explorer
