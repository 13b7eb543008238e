// SPDX-License-Identifier: GPL-3.0-or-later
// What ends a search, and what makes no difference to it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lock_lab.h"

namespace lockstep::explorer {
namespace {

using testing::Allowance;
using testing::boundsOf;
using testing::explore;
using testing::linesOf;
using testing::lockWorld;

// More states than anybody waits for.
Bounds endless() {
    Bounds bounds = boundsOf({.asks = 20, .releases = 20, .losses = 20, .duplicates = 20});
    bounds.invariants = 0;
    return bounds;
}

TEST(ExplorerBounds, EndWhenTheMemoryIsFull) {
    for (const Order order : {Order::breadthFirst, Order::depthFirst}) {
        Bounds bounds = endless();
        bounds.order = order;
        bounds.memory = 4 << 20;
        const Result result = explore(*lockWorld({}, 5), bounds);
        EXPECT_EQ(result.verdict, Verdict::memoryEnds);
        EXPECT_LE(result.memory, bounds.memory + bounds.memory / 10);
        EXPECT_GE(result.memory, bounds.memory / 2);
        EXPECT_LT(static_cast<double>(result.memory) / static_cast<double>(result.states), 64);
    }
}

TEST(ExplorerBounds, EndAtTheSameStateWhateverTheThreads) {
    Bounds bounds = endless();
    bounds.memory = 4 << 20;
    bounds.threads = 1;
    const Result alone = explore(*lockWorld({}, 5), bounds);
    bounds.threads = 3;
    const Result together = explore(*lockWorld({}, 5), bounds);
    EXPECT_EQ(alone.verdict, Verdict::memoryEnds);
    EXPECT_EQ(together.verdict, Verdict::memoryEnds);
    EXPECT_EQ(alone.states, together.states);
    EXPECT_EQ(alone.transitions, together.transitions);
}

TEST(ExplorerBounds, CanBeCancelledAndTellTheirProgress) {
    for (const Order order : {Order::breadthFirst, Order::depthFirst, Order::randomWalks}) {
        Bounds bounds = endless();
        bounds.order = order;
        bounds.walks = 1'000'000'000;
        std::atomic<bool> cancel{false};
        Watch watch;
        watch.cancel = &cancel;
        std::vector<Progress> told;
        watch.progress = [&](const Progress& progress) {
            told.push_back(progress);
            if (told.size() == 2) cancel = true;
        };
        const Result result = explore(*lockWorld({}, 5), bounds, watch);
        EXPECT_EQ(result.verdict, Verdict::cancelled);
        ASSERT_EQ(told.size(), 2U);
        EXPECT_GT(told[1].transitions, told[0].transitions);
        EXPECT_GT(told[1].seconds, told[0].seconds);
        EXPECT_GT(told[1].rate, 0);
        EXPECT_GT(told[1].queue, 0U);
        EXPECT_GT(told[1].depth, 0);
        const bool walks = order == Order::randomWalks;
        EXPECT_EQ(told[1].states == 0, walks);
        EXPECT_EQ(told[1].walks > 0, walks);
        EXPECT_EQ(told[1].memory == 0, walks);
        EXPECT_GE(result.transitions, told[1].transitions);
    }
}

TEST(ExplorerBounds, CancelBeforeTheBeginningEndsSoon) {
    std::atomic<bool> cancel{true};
    const Watch watch{{}, &cancel};
    EXPECT_EQ(explore(*lockWorld({}, 5), endless(), watch).verdict, Verdict::cancelled);
}

TEST(ExplorerThreads, MakeNoDifferenceToWhatIsSeen) {
    for (const Allowance& allowance : testing::smallAllowances()) {
        for (const bool symmetry : {false, true}) {
            Bounds bounds = boundsOf(allowance);
            bounds.symmetry = symmetry;
            bounds.invariants = 0;
            bounds.threads = 1;
            const Result alone = explore(*lockWorld({}, 4), bounds);
            for (const int threads : {2, 5}) {
                bounds.threads = threads;
                const Result together = explore(*lockWorld({}, 4), bounds);
                EXPECT_EQ(together.verdict, alone.verdict);
                EXPECT_EQ(together.states, alone.states);
                EXPECT_EQ(together.transitions, alone.transitions);
                EXPECT_EQ(together.depth, alone.depth);
                EXPECT_EQ(linesOf(together), linesOf(alone));
            }
        }
    }
}

TEST(ExplorerThreads, MakeNoDifferenceToWhatIsFound) {
    for (const char* flaw : {"grants-twice", "forgets-holder"}) {
        for (const Order order : {Order::breadthFirst, Order::randomWalks}) {
            Bounds bounds =
                boundsOf({.asks = 3, .releases = 2, .crashes = 2, .losses = 1, .partitions = 1});
            bounds.order = order;
            bounds.threads = 1;
            const Result alone = explore(*lockWorld({flaw}, 4), bounds);
            bounds.threads = 2;
            const Result together = explore(*lockWorld({flaw}, 4), bounds);
            EXPECT_EQ(alone.verdict, Verdict::found);
            EXPECT_TRUE(alone.confirmed);
            EXPECT_EQ(together.states, alone.states);
            EXPECT_EQ(together.walks, alone.walks);
            EXPECT_EQ(together.transitions, alone.transitions);
            EXPECT_EQ(linesOf(together), linesOf(alone));
            EXPECT_EQ(together.telling, alone.telling);
        }
    }
}

// A lock whose servers make up a text when they hear something: what number it
// gets depends on who comes first, so that threads must agree on it.
struct Chatty : testing::Lock {
    static void receive(World& world, const Packet<testing::LockMessage>& packet,
                        const Playing& playing) {
        world.setup->symbols.intern(world.setup->name(packet.to) + " hears " +
                                    world.setup->name(packet.from));
        Lock::receive(world, packet, playing);
    }
};

TEST(ExplorerThreads, AgreeOnTextsThatServersMakeUp) {
    Bounds bounds = boundsOf({.asks = 3, .releases = 3, .crashes = 2, .losses = 1});
    bounds.threads = 1;
    const auto world = lockWorld({}, 4);
    const Result quiet = explore(*world, bounds);
    for (const int threads : {1, 2, 3}) {
        bounds.threads = threads;
        const Result chatty = of<Chatty>({})->prepare(*world, bounds)->run({});
        EXPECT_EQ(chatty.verdict, quiet.verdict);
        EXPECT_EQ(chatty.states, quiet.states);
        EXPECT_EQ(chatty.transitions, quiet.transitions);
    }
}

}  // namespace
}  // namespace lockstep::explorer
