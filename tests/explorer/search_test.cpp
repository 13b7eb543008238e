// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lock_lab.h"

namespace lockstep::explorer {
namespace {

using testing::Allowance;
using testing::boundsOf;
using testing::budgetsOf;
using testing::Count;
using testing::explore;
using testing::linesOf;
using testing::Lock;
using testing::LockWorld;
using testing::lockWorld;

TEST(ExplorerSearch, SeesAsManyStatesAsAPlainSearch) {
    for (const Allowance& allowance : testing::smallAllowances()) {
        const auto world = lockWorld({});
        const Count expected = testing::countStates(world->as<LockWorld>(), allowance);
        const Result result = explore(*world, allowance);
        if (expected.violation >= 0) {
            EXPECT_EQ(result.verdict, Verdict::found);
            continue;
        }
        EXPECT_EQ(result.verdict, Verdict::allSeen);
        EXPECT_EQ(result.states, expected.states);
        EXPECT_EQ(result.depth, expected.depth);
    }
}

TEST(ExplorerSearch, CountsASingleAskByHand) {
    // Two clients; one asks: start, asked, granted, held, for each of them.
    const Result result = explore(*lockWorld({}), {.asks = 1});
    EXPECT_EQ(result.states, 1U + 2 * 3);
    EXPECT_EQ(result.depth, 3);
    EXPECT_EQ(result.verdict, Verdict::allSeen);
}

TEST(ExplorerSearch, FindsAShortestCounterexample) {
    const auto world = lockWorld({"grants-twice"});
    const Allowance allowance{.asks = 2, .releases = 1, .losses = 1};
    const Count expected = testing::countStates(world->as<LockWorld>(), allowance);
    const Result result = explore(*world, allowance);
    ASSERT_EQ(result.verdict, Verdict::found);
    EXPECT_EQ(result.depth, expected.violation);
    EXPECT_EQ(linesOf(result), (std::vector<std::string>{"ask S2", "deliver 1", "deliver 2",
                                                         "ask S3", "deliver 3", "deliver 4"}));
    EXPECT_TRUE(result.confirmed);
    EXPECT_EQ(result.telling, "S2 S3 hold the lock.");
    EXPECT_THAT(result.path[5].sentences, ::testing::ElementsAre("S3 holds the lock."));
}

TEST(ExplorerSearch, FindsAFlawThatNeedsACrash) {
    const auto world = lockWorld({"forgets-holder"});
    EXPECT_EQ(explore(*world, {.asks = 2}).verdict, Verdict::allSeen);
    const Allowance allowance{.asks = 2, .crashes = 1};
    const Result result = explore(*world, allowance);
    ASSERT_EQ(result.verdict, Verdict::found);
    EXPECT_EQ(result.depth, testing::countStates(world->as<LockWorld>(), allowance).violation);
    EXPECT_THAT(linesOf(result), ::testing::Contains("crash S1"));
    EXPECT_THAT(linesOf(result), ::testing::Contains("restart S1"));
    EXPECT_EQ(explore(*lockWorld({}), allowance).verdict, Verdict::allSeen);
}

TEST(ExplorerSearch, SaysWhatItsBoundsLeftOut) {
    const auto world = lockWorld({"grants-twice"});
    Bounds bounds;
    bounds.budgets = budgetsOf({.asks = 2});
    bounds.depth = 5;
    const Result shallow = explore(*world, bounds);
    EXPECT_EQ(shallow.verdict, Verdict::depthEnds);
    EXPECT_EQ(shallow.depth, 5);
    bounds.depth = 0;
    bounds.states = 10;
    const Result few = explore(*world, bounds);
    EXPECT_EQ(few.verdict, Verdict::statesEnd);
    EXPECT_EQ(few.states, 10U);
    bounds.states = 1000;
    bounds.invariants = 0;
    EXPECT_EQ(explore(*world, bounds).verdict, Verdict::allSeen);
}

TEST(ExplorerSearch, StartsFromWhatIsInFlight) {
    const auto world = lockWorld({"grants-twice"});
    const Action askAtS2{topicVerb(0), {1}, {}, 0, 0};
    const Action askAtS3{topicVerb(0), {2}, {}, 0, 0};
    world->play(askAtS2, nullptr);
    world->play(askAtS3, nullptr);
    const Result result = explore(*world, Allowance{});
    ASSERT_EQ(result.verdict, Verdict::found);
    EXPECT_EQ(result.depth, 4);
}

TEST(ExplorerSearch, FindsTheSameEachTime) {
    const Allowance allowance{.asks = 3, .releases = 2, .crashes = 2, .losses = 1};
    const Result once = explore(*lockWorld({"forgets-holder"}), allowance);
    const Result again = explore(*lockWorld({"forgets-holder"}), allowance);
    EXPECT_EQ(linesOf(once), linesOf(again));
    EXPECT_EQ(once.states, again.states);
    EXPECT_EQ(once.transitions, again.transitions);
}

TEST(ExplorerSearch, LosesNothingToTheDialsWhenAPathIsPlayed) {
    Scenario scenario;
    scenario.topic = "lock";
    scenario.servers = numberedServers(3);
    scenario.flaws = {"grants-twice"};
    scenario.dials = {{"loss", "100 %", {}, {}}};
    std::vector<Fault> faults;
    const auto world = TopicOf<Lock>().start(scenario, faults);
    const Result result = explore(*world, {.asks = 2});
    ASSERT_EQ(result.verdict, Verdict::found);
    EXPECT_TRUE(result.confirmed);
    EXPECT_EQ(result.depth, 6);
    EXPECT_EQ(result.path.front().line, "loss 0 %");
}

}  // namespace
}  // namespace lockstep::explorer
