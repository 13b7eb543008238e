// SPDX-License-Identifier: GPL-3.0-or-later
// A million steps by chance: tests/run --long.
#include <gmock/gmock.h>

#include "system/walks.h"

namespace lockstep::system {
namespace {

TEST(SystemRandomWalkLong, KeepsEveryClaimForAMillionSteps) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Lab lab(headFor(seed, ""));
        ASSERT_EQ(walk(lab, {seed, 5'000, aLine}), "") << seed;
    }
}

}  // namespace
}  // namespace lockstep::system
