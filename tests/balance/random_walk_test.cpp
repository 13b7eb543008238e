// SPDX-License-Identifier: GPL-3.0-or-later
// Chance sends, ends, breaks and turns; every claim is checked at each step.
#include <gmock/gmock.h>

#include "requests/lab.h"

namespace lockstep::balance {
namespace {

using requests::Lab;
using requests::walk;

const char* const policies[] = {"random",
                                "round-robin",
                                "weighted-round-robin",
                                "smooth-weighted-round-robin",
                                "least-connections",
                                "weighted-least-connections",
                                "two-choices",
                                "ewma",
                                "source-hash"};

std::string headFor(std::uint64_t seed, const std::string& policy, const std::string& flaw) {
    std::string head = "topic balance\nservers a:4 b:2 c:1 d:1\nseed " + std::to_string(seed);
    head += "\npolicy " + policy + '\n';
    if (seed % 2 == 0) head += "arrivals 20\nservice 10..200 ms\ntimeout 1 s\nqueue 5\n";
    if (seed % 3 == 0) head += "health-check 500 ms\nfall 2\nrise 1\n";
    if (seed % 4 == 0) head += "outlier 2\nejection-time 1 s\nsweep 1 s\nmax-fails 0\n";
    if (seed % 5 == 0) head += "loop closed\nclients 4\nthink 50 ms\nservice 30 ms\n";
    if (seed % 7 == 0) head += "max-fails 3\n";
    if (!flaw.empty()) head += "flaw " + flaw + " on\n";
    return head;
}

std::string aServer(Random& random) {
    return std::string(1, static_cast<char>('a' + random.below(4)));
}

std::string aLine(Random& random, Lab& lab) {
    const std::string open = lab.fact("open");
    const std::string oldest = open.substr(0, open.find(' '));
    switch (random.below(24)) {
        case 0:
        case 1:
        case 2:
        case 3: return "request";
        case 4: return "request k" + std::to_string(random.below(5));
        case 5:
        case 6:
        case 7: return "finish " + oldest;
        case 8: return random.below(4) == 0 ? "fail " + oldest : "request";
        case 9: return "abandon " + oldest;
        case 10: return random.below(4) == 0 ? "down " + aServer(random) : "request";
        case 11: return "up " + aServer(random);
        case 12: return random.below(6) == 0 ? "crash " + aServer(random) : "";
        case 13: return "restart " + aServer(random);
        case 14: return random.below(6) == 0 ? "hang " + aServer(random) : "";
        case 15: return random.below(9) == 0 ? "weight " + aServer(random) + " 3" : "burst 4";
        default: return {};
    }
}

std::string caught(const std::string& policy, const std::string& flaw, std::uint64_t seeds) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        Lab lab(headFor(seed, policy, flaw));
        const std::string failure = walk(lab, {seed, 400, aLine});
        if (!failure.empty()) return policy + ' ' + failure;
    }
    return {};
}

TEST(BalanceRandomWalk, KeepsEveryClaim) {
    for (const char* policy : policies)
        EXPECT_EQ(caught(policy, "", 12), "");
}

TEST(BalanceRandomWalk, DoesALot) {
    std::size_t disabled = 0;
    std::size_t ejected = 0;
    std::size_t rejected = 0;
    std::uint64_t finished = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        Lab lab(headFor(seed, policies[seed % 9], ""));
        walk(lab, {seed, 400, aLine});
        disabled += lab.count("balance.disabled");
        ejected += lab.count("balance.ejected");
        rejected += lab.count("balance.rejected");
        finished += static_cast<std::uint64_t>(lab.number("finished"));
    }
    // A walk on which nothing happens proves nothing.
    EXPECT_GT(disabled, 50U);
    EXPECT_GT(ejected, 2U);
    EXPECT_GT(rejected, 50U);
    EXPECT_GT(finished, 500U);
}

TEST(BalanceRandomWalk, EachFlawIsCaught) {
    EXPECT_NE(caught("smooth-weighted-round-robin", "own-weight", 10), "");
    EXPECT_NE(caught("least-connections", "stale-counts", 10), "");
    EXPECT_NE(caught("round-robin", "empty-list", 20), "");
}

}  // namespace
}  // namespace lockstep::balance
