// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/random_walks.h"

namespace lockstep::balance {

const std::vector<const char*> policies = {"random",
                                           "round-robin",
                                           "weighted-round-robin",
                                           "smooth-weighted-round-robin",
                                           "dynamic-weighted-round-robin",
                                           "least-connections",
                                           "weighted-least-connections",
                                           "two-choices",
                                           "ewma",
                                           "source-hash",
                                           "ring-hash",
                                           "bounded-hash",
                                           "maglev"};

std::string headFor(std::uint64_t seed, const std::string& policy, const std::string& flaw) {
    std::string head = "topic balance\nservers a:4 b:2 c:1 d:1\nseed " + std::to_string(seed);
    head += "\npolicy " + policy + '\n';
    if (seed % 2 == 0) head += "arrivals 20\nservice 10..200 ms\ntimeout 1 s\nqueue 5\n";
    if (seed % 3 == 0) head += "health-check 500 ms\nfall 2\nrise 1\n";
    if (seed % 4 == 0) head += "outlier 2\nejection-time 1 s\nsweep 1 s\nmax-fails 0\n";
    if (seed % 5 == 0) head += "loop closed\nclients 4\nthink 50 ms\nservice 30 ms\n";
    if (seed % 7 == 0) head += "max-fails 3\n";
    if (seed % 3 == 1) head += "slow-start 2 s\n";
    if (seed % 5 == 1) head += "panic 50 %\n";
    head += "table-size 251\n";
    if (!flaw.empty()) head += "flaw " + flaw + " on\n";
    return head;
}

namespace {

using requests::Lab;

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

}  // namespace

std::string stroll(Lab& lab, std::uint64_t seed) { return requests::walk(lab, {seed, 400, aLine}); }

std::string caught(const std::string& policy, const std::string& flaw, std::uint64_t firstSeed,
                   std::uint64_t lastSeed) {
    for (std::uint64_t seed = firstSeed; seed <= lastSeed; ++seed) {
        Lab lab(headFor(seed, policy, flaw));
        const std::string failure = stroll(lab, seed);
        if (!failure.empty()) return policy + ' ' + failure;
    }
    return {};
}

}  // namespace lockstep::balance
