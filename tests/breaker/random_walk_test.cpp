// SPDX-License-Identifier: GPL-3.0-or-later
// Chance calls, ends, turns and waits; every claim is checked at each step, and
// the state after it must be what a plain reading of the rules gives.
#include <gmock/gmock.h>

#include "breaker/chance.h"

namespace lockstep::breaker {
namespace {

using requests::Lab;
using requests::walk;

TEST(BreakerRandomWalk, KeepsEveryClaim) { EXPECT_EQ(caught("", 60, 600), ""); }

TEST(BreakerRandomWalk, OpensAndClosesAgain) {
    std::size_t opened = 0;
    std::size_t closed = 0;
    std::size_t refused = 0;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        Lab lab(headFor(seed, ""));
        walk(lab, {seed, 600, aLine});
        opened += lab.count("breaker.opened");
        closed += lab.count("breaker.closed");
        refused += lab.count("breaker.call_refused");
    }
    // A walk on which nothing happens proves nothing.
    EXPECT_GT(opened, 300U);
    EXPECT_GT(closed, 30U);
    EXPECT_GT(refused, 300U);
}

TEST(BreakerRandomWalk, EachFlawIsCaught) {
    EXPECT_NE(caught("forgets-opening", 10, 600), "");
    EXPECT_NE(caught("open-door", 10, 600), "");
}

}  // namespace
}  // namespace lockstep::breaker
