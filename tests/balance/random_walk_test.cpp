// SPDX-License-Identifier: GPL-3.0-or-later
// Chance sends, ends, breaks and turns; every claim is checked at each step.
#include <gmock/gmock.h>

#include "balance/random_walks.h"
#include "requests/lab.h"

namespace lockstep::balance {
namespace {

TEST(BalanceRandomWalk, KeepsEveryClaim) {
    for (const char* policy : policies)
        EXPECT_EQ(caught(policy, "", 1, 12), "");
}

// A walk on which nothing happens proves nothing.
TEST(BalanceRandomWalk, DoesALot) {
    std::size_t disabled = 0;
    std::size_t ejected = 0;
    std::size_t rejected = 0;
    std::uint64_t finished = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        requests::Lab lab(headFor(seed, policies[seed % policies.size()], ""));
        stroll(lab, seed);
        disabled += lab.count("balance.disabled");
        ejected += lab.count("balance.ejected");
        rejected += lab.count("balance.rejected");
        finished += static_cast<std::uint64_t>(lab.number("finished"));
    }
    EXPECT_GT(disabled, 50U);
    EXPECT_GT(ejected, 2U);
    EXPECT_GT(rejected, 50U);
    EXPECT_GT(finished, 500U);
}

TEST(BalanceRandomWalk, EachFlawIsCaught) {
    EXPECT_NE(caught("smooth-weighted-round-robin", "own-weight", 1, 10), "");
    EXPECT_NE(caught("least-connections", "stale-counts", 1, 10), "");
    EXPECT_NE(caught("round-robin", "empty-list", 1, 20), "");
}

}  // namespace
}  // namespace lockstep::balance
