// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explorer/explorer.h"
#include "oracle.h"

namespace lockstep::explorer {
namespace {

using testing::Allowance;
using testing::Count;
using testing::Lock;
using testing::LockWorld;

std::unique_ptr<AnyWorld> lockWorld(const std::vector<std::string>& flaws, int servers = 3) {
    Scenario scenario;
    scenario.topic = "lock";
    scenario.servers = numberedServers(servers);
    scenario.flaws = flaws;
    std::vector<Fault> faults;
    auto world = TopicOf<Lock>().start(scenario, faults);
    EXPECT_TRUE(faults.empty());
    return world;
}

std::vector<Budget> budgetsOf(const Allowance& allowance) {
    return {{"ask", allowance.asks},
            {"release", allowance.releases},
            {"crash", allowance.crashes},
            {"loss", allowance.losses},
            {"duplicate", allowance.duplicates}};
}

Result explore(const AnyWorld& world, const Bounds& bounds, const Watch& watch = {}) {
    return of<Lock>({})->prepare(world, bounds)->run(watch);
}

Result explore(const AnyWorld& world, const Allowance& allowance) {
    Bounds bounds;
    bounds.budgets = budgetsOf(allowance);
    return explore(world, bounds);
}

std::vector<std::string> linesOf(const Result& result) {
    std::vector<std::string> lines;
    for (const Told& step : result.path)
        lines.push_back(step.line);
    return lines;
}

TEST(ExplorerSearch, SeesAsManyStatesAsAPlainSearch) {
    const Allowance allowances[] = {{},
                                    {.asks = 1},
                                    {.asks = 2},
                                    {.asks = 3, .releases = 1},
                                    {.asks = 2, .releases = 1, .crashes = 1},
                                    {.asks = 2, .releases = 1, .losses = 2},
                                    {.asks = 3, .releases = 2, .duplicates = 1},
                                    {.asks = 3, .releases = 3, .crashes = 2, .losses = 1}};
    for (const Allowance& allowance : allowances) {
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

TEST(ExplorerSearch, CanBeCancelledAndTellsItsProgress) {
    Bounds bounds;
    bounds.budgets = budgetsOf({.asks = 20, .releases = 20, .losses = 20, .duplicates = 20});
    std::atomic<bool> cancel{false};
    Watch watch;
    watch.cancel = &cancel;
    std::uint64_t seen = 0;
    watch.progress = [&](const Progress& progress) {
        seen = progress.states;
        if (seen > 20'000) cancel = true;
    };
    const Result result = explore(*lockWorld({}, 5), bounds, watch);
    EXPECT_EQ(result.verdict, Verdict::cancelled);
    EXPECT_GT(seen, 20'000U);
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
