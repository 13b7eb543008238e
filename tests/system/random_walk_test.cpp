// SPDX-License-Identifier: GPL-3.0-or-later
// Chance calls, crashes, hangs and turns dials; every claim is checked at each step.
#include <gmock/gmock.h>

#include "system/walks.h"

namespace lockstep::system {
namespace {

std::string caught(const std::string& flaw, std::uint64_t seeds, int steps) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        Lab lab(headFor(seed, flaw));
        const std::string failure = walk(lab, {seed, steps, aLine});
        if (!failure.empty()) return failure;
    }
    return {};
}

TEST(SystemRandomWalk, KeepsEveryClaim) { EXPECT_EQ(caught("", 40, 500), ""); }

TEST(SystemRandomWalk, DoesALot) {
    double refused = 0;
    double succeeded = 0;
    double wasted = 0;
    double cancelled = 0;
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        Lab lab(headFor(seed, ""));
        walk(lab, {seed, 500, aLine});
        refused += lab.number("refused");
        succeeded += lab.number("goodput");
        wasted += lab.number("wasted");
        cancelled += lab.number("cancelled");
    }
    // A walk on which nothing happens proves nothing.
    EXPECT_GT(refused, 200);
    EXPECT_GT(succeeded, 200);
    EXPECT_GT(wasted, 20);
    EXPECT_GT(cancelled, 20);
}

TEST(SystemRandomWalk, EachFlawOfSafetyIsCaught) {
    EXPECT_NE(caught("all-errors", 20, 500), "");
    EXPECT_NE(caught("forgets-opening", 20, 500), "");
    EXPECT_NE(caught("open-door", 20, 500), "");
}

}  // namespace
}  // namespace lockstep::system
