// SPDX-License-Identifier: GPL-3.0-or-later
// Chance does what a network and its machines can do, in any order; every
// invariant is checked at each step. LOCKSTEP_LONG=1 walks a million steps.
#include "random_walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "paxos/world.h"

namespace lockstep::paxos {
namespace {

constexpr int stepsOfAWalk = 2000;

int walks() {
    const char* asked = std::getenv("LOCKSTEP_LONG");
    return asked && std::string(asked) == "1" ? 500 : 40;
}

RandomWalk::Plan plan(int seed) {
    return {static_cast<std::uint64_t>(seed), stepsOfAWalk, {}, seed % 2 == 0};
}

TEST(PaxosRandomWalk, KeepsEveryInvariant) {
    int chosen = 0;
    int slots = 0;
    int crashes = 0;
    int partitions = 0;
    for (int seed = 1; seed <= walks(); ++seed) {
        RandomWalk walk(plan(seed));
        ASSERT_TRUE(walk.walk()) << walk.failure();
        const auto& observed = walk.timeline().world().as<World>().ghosts.observer;
        if (observed.learned(1) != Symbol::none) ++chosen;
        slots += static_cast<int>(observed.executed);
        crashes += walk.taken(Verb::crash);
        partitions += walk.taken(Verb::partition);
    }
    // A walk on which nothing happens proves nothing.
    EXPECT_GT(chosen, walks() * 9 / 10);
    EXPECT_GT(slots, 5 * walks());
    EXPECT_GT(crashes, 5 * walks());
    EXPECT_GT(partitions, 3 * walks());
}

TEST(PaxosRandomWalk, EndsInAgreementOnceTheNetworkIsQuiet) {
    for (int seed = 1; seed <= walks() / 4; ++seed) {
        RandomWalk walk(plan(seed));
        ASSERT_TRUE(walk.walk()) << walk.failure();
        const std::string before = walk.fact("chosen.1");
        walk.recover();
        EXPECT_TRUE(walk.timeline().breaks().empty()) << walk.failure();
        const std::string chosen = walk.fact("chosen");
        ASSERT_NE(chosen, "none") << "seed " << seed;
        if (before != "none") {
            EXPECT_EQ(walk.fact("chosen.1"), before) << "seed " << seed;
        }
        if (seed % 2 == 1) {
            EXPECT_EQ(walk.fact("P1.value"), chosen) << "seed " << seed;
        } else {
            EXPECT_THAT(chosen, ::testing::HasSubstr("=last")) << "seed " << seed;
        }
    }
}

// The same seed walks the same way.
TEST(PaxosRandomWalk, IsTheSameEachTime) {
    for (int seed = 1; seed <= 6; ++seed) {
        RandomWalk one(plan(seed));
        RandomWalk two(plan(seed));
        one.walk();
        two.walk();
        EXPECT_EQ(one.timeline().world().digest(), two.timeline().world().digest());
        EXPECT_TRUE(one.timeline().world().equals(two.timeline().world()));
    }
}

// The walks would notice: a flaw trips an invariant within a few of them, and
// a script is left that can be read.
class PaxosFlawedWalk : public ::testing::TestWithParam<const char*> {};

TEST_P(PaxosFlawedWalk, IsCaughtAndShortened) {
    std::string shortest;
    const auto lines = [](const std::string& text) {
        return std::count(text.begin(), text.end(), '\n');
    };
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        RandomWalk walk({seed, stepsOfAWalk / 4, {GetParam()}, false});
        if (walk.walk()) continue;
        const std::string script = walk.failure();
        EXPECT_THAT(script, ::testing::StartsWith("seed " + std::to_string(seed) + "\n"));
        if (shortest.empty() || lines(script) < lines(shortest)) shortest = script;
        if (lines(shortest) < 100) return;
    }
    ADD_FAILURE() << (shortest.empty() ? "no walk caught it" : shortest);
}

INSTANTIATE_TEST_SUITE_P(Flaws, PaxosFlawedWalk,
                         ::testing::Values("ignores-promises", "forgets-promise", "shared-ballots",
                                           "accepts-below-promise", "disjoint-quorums"),
                         [](const auto& one) {
                             std::string name = one.param;
                             std::erase(name, '-');
                             return name;
                         });

}  // namespace
}  // namespace lockstep::paxos
