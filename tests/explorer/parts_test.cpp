// SPDX-License-Identifier: GPL-3.0-or-later
// Worlds taken apart: the same states, paths and counts as when each is played whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lock_lab.h"

namespace lockstep::explorer {
namespace {

using testing::boundsOf;
using testing::linesOf;
using testing::Lock;
using testing::LockWorld;
using testing::lockWorld;

// The lock in parts. Who holds it is told by all servers, so no claim is checked alone.
struct DividedLock : Lock {
    struct Own {
        LockWorld::Client client;
        std::optional<ServerId> holder;
    };
    static Own own(const World& world, ServerId server) {
        return {world.clients[server.index],
                server.index == 0 ? world.holder : std::optional<ServerId>()};
    }
    static void setOwn(World& world, ServerId server, const Own& own) {
        world.clients[server.index] = own.client;
        if (server.index == 0) world.holder = own.holder;
    }
    static std::uint64_t ownMark(const World& world, ServerId server) {
        const Own one = own(world, server);
        return Digest()
            .add((one.client.wants ? 1U : 0U) + (one.client.holds ? 2U : 0U))
            .add(one.holder ? one.holder->index + 1U : 0U)
            .value();
    }
    static std::uint64_t ghostMark(const World&) { return 1; }
    static bool actsAlone(std::size_t) { return true; }
    static bool checksAlone(const World&, const World&, ServerId) { return false; }
};
static_assert(Divisible<DividedLock>);
static_assert(!Divisible<Lock>);

void expectTheSame(const AnyWorld& world, const Bounds& bounds) {
    const Result whole = of<Lock>({})->prepare(world, bounds)->run({});
    const Result parts = of<DividedLock>({})->prepare(world, bounds)->run({});
    EXPECT_EQ(parts.verdict, whole.verdict);
    EXPECT_EQ(parts.states, whole.states);
    EXPECT_EQ(parts.transitions, whole.transitions);
    EXPECT_EQ(parts.depth, whole.depth);
    EXPECT_EQ(linesOf(parts), linesOf(whole));
    EXPECT_EQ(parts.confirmed, whole.confirmed);
}

TEST(ExplorerParts, SeeTheSameStates) {
    for (const auto& allowance : testing::smallAllowances()) {
        for (const int threads : {1, 3}) {
            Bounds bounds = boundsOf(allowance);
            bounds.invariants = 0;
            bounds.threads = threads;
            expectTheSame(*lockWorld({}, 4), bounds);
        }
    }
}

TEST(ExplorerParts, FindTheSamePaths) {
    for (const char* flaw : {"grants-twice", "forgets-holder"}) {
        for (const auto& allowance : testing::smallAllowances())
            expectTheSame(*lockWorld({flaw}, 4), boundsOf(allowance));
        expectTheSame(
            *lockWorld({flaw}, 4),
            boundsOf({.asks = 3, .releases = 2, .crashes = 2, .losses = 1, .partitions = 1}));
    }
}

// The tables are thrown away again and again, and made anew.
TEST(ExplorerParts, NeedLittleMemory) {
    Bounds bounds = boundsOf({.asks = 3, .releases = 2, .crashes = 1, .losses = 1});
    bounds.invariants = 0;
    bounds.memory = 1 << 17;
    expectTheSame(*lockWorld({}, 4), bounds);
}

// A start with a partition, a server down and messages on their way.
TEST(ExplorerParts, HoldFromAnyStart) {
    const auto world = lockWorld({"forgets-holder"}, 4);
    const auto& setup = world->setup();
    world->play({topicVerb(0), {2}, {}, 0, 0}, nullptr);
    world->play({topicVerb(0), {1}, {}, 0, 0}, nullptr);
    world->play({Verb::partition, {}, {}, fieldOf(setup.symbols.intern("S1 S2 | S3 S4")), 0},
                nullptr);
    world->play({Verb::crash, {3}, {}, 0, 0}, nullptr);
    expectTheSame(*world, boundsOf({.asks = 1, .releases = 1, .crashes = 1, .losses = 1}));
    expectTheSame(*world, boundsOf({.duplicates = 1, .partitions = 1}));
}

}  // namespace
}  // namespace lockstep::explorer
