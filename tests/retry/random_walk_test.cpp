// SPDX-License-Identifier: GPL-3.0-or-later
// Chance calls, answers, breaks and turns; every claim is checked at each step.
#include <gmock/gmock.h>

#include "retry/walks.h"

namespace lockstep::retry {
namespace {

std::string caught(const std::string& flaw, std::uint64_t seeds) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        Lab lab(headFor(seed, flaw));
        const std::string failure = walk(lab, {seed, 500, aLine});
        if (!failure.empty()) return failure;
    }
    return {};
}

TEST(RetryRandomWalk, KeepsEveryClaim) { EXPECT_EQ(caught("", 60), ""); }

TEST(RetryRandomWalk, DoesALot) {
    double retries = 0;
    double succeeded = 0;
    double lost = 0;
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        Lab lab(headFor(seed, ""));
        walk(lab, {seed, 500, aLine});
        retries += lab.number("retries");
        succeeded += lab.number("goodput");
        lost += lab.number("gaveup");
    }
    // A walk on which nothing happens proves nothing.
    EXPECT_GT(retries, 400);
    EXPECT_GT(succeeded, 200);
    EXPECT_GT(lost, 400);
}

TEST(RetryRandomWalk, EachFlawOfSafetyIsCaught) {
    EXPECT_NE(caught("all-errors", 20), "");
    EXPECT_NE(caught("no-cap", 20), "");
}

}  // namespace
}  // namespace lockstep::retry
