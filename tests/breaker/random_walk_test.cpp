// SPDX-License-Identifier: GPL-3.0-or-later
// Chance calls, ends, turns and waits; every claim is checked at each step, and
// the state after it must be what a plain reading of the rules gives.
#include <gmock/gmock.h>

#include "requests/lab.h"

namespace lockstep::breaker {
namespace {

using requests::Lab;
using requests::walk;

const char* const trips[] = {"consecutive 3", "count-window 6", "time-window 3 s"};

std::string headFor(std::uint64_t seed, const std::string& flaw) {
    std::string head = "topic breaker\nwait 1 s\nminimum-calls 3\n";
    head += "seed " + std::to_string(seed) + "\ntrip " + trips[seed % 3] + '\n';
    head += "probes " + std::to_string(1 + seed / 3 % 3) + '\n';
    if (seed % 2 == 0) head += "automatic-half-open on\n";
    if (seed % 5 == 0) head += "arrivals 20\nservice 10..400 ms\nerrors 30 %\nthreads 3\n";
    if (!flaw.empty()) head += "flaw " + flaw + " on\n";
    return head;
}

std::string aLine(Random& random, Lab& lab) {
    switch (random.below(16)) {
        case 0:
        case 1:
        case 2: return "fail";
        case 3: return "succeed";
        case 4: return "slow";
        case 5:
        case 6: return "call";
        case 7:
        case 8: {
            const std::string calls = lab.fact("calls");
            return (random.below(2) == 0 ? "finish " : "fail ") + calls.substr(0, calls.find(' '));
        }
        case 9: return random.below(10) == 0 ? "down" : "up";
        case 10: return random.below(20) == 0 ? "open" : "reset";
        case 11: return random.below(20) == 0 ? "disable" : "fail";
        default: return {};
    }
}

std::string caught(const std::string& flaw, std::uint64_t seeds) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        Lab lab(headFor(seed, flaw));
        const std::string failure = walk(lab, {seed, 600, aLine});
        if (!failure.empty()) return failure;
    }
    return {};
}

TEST(BreakerRandomWalk, KeepsEveryClaim) { EXPECT_EQ(caught("", 60), ""); }

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
    EXPECT_NE(caught("forgets-opening", 10), "");
    EXPECT_NE(caught("open-door", 10), "");
}

}  // namespace
}  // namespace lockstep::breaker
