// SPDX-License-Identifier: GPL-3.0-or-later
// A million steps.
#include <gmock/gmock.h>

#include "breaker/chance.h"

namespace lockstep::breaker {
namespace {

TEST(BreakerLongWalk, KeepsEveryClaimOverAMillionSteps) {
    EXPECT_EQ(caught("", 500, 2000), "");
}

}  // namespace
}  // namespace lockstep::breaker
