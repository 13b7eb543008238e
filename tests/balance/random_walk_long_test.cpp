// SPDX-License-Identifier: GPL-3.0-or-later
// A million steps by chance.
#include <gmock/gmock.h>

#include "balance/random_walks.h"

namespace lockstep::balance {
namespace {

TEST(BalanceLongWalk, KeepsEveryClaimForAMillionSteps) {
    const std::uint64_t seeds = 1'000'000 / 400 / policies.size() + 1;
    for (const char* policy : policies)
        EXPECT_EQ(caught(policy, "", 1000, 1000 + seeds), "");
}

}  // namespace
}  // namespace lockstep::balance
