// SPDX-License-Identifier: GPL-3.0-or-later
// A million steps.
#include <gmock/gmock.h>

#include "breaker/chance.h"

namespace lockstep::breaker {
namespace {

TEST(BreakerLongWalk, KeepsEveryClaimOverAMillionSteps) {
    std::size_t steps = 0;
    for (std::uint64_t seed = 1; steps < 1'000'000; ++seed) {
        requests::Lab lab(headFor(seed, ""));
        ASSERT_EQ(requests::walk(lab, {seed, 3000, aLine}), "");
        steps += lab.timeline().step();
        ASSERT_LT(seed, 2000U) << "the walks hardly move: " << steps << " steps";
    }
}

}  // namespace
}  // namespace lockstep::breaker
