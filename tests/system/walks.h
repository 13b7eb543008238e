// SPDX-License-Identifier: GPL-3.0-or-later
// How chance acts: the heads that walks start from, and the lines that they try.
#pragma once

#include <string>

#include "requests/lab.h"

namespace lockstep::system {

using requests::Lab;
using requests::walk;

inline std::string headFor(std::uint64_t seed, const std::string& flaw) {
    const char* const policies[] = {"round-robin", "least-connections", "two-choices", "random"};
    std::string head = "topic system\nservers a b c\nservice 20..60 ms\ntimeout 150 ms\n";
    head += "seed " + std::to_string(seed) + "\npolicy " + policies[seed % 4] + '\n';
    head += "attempts " + std::to_string(1 + seed % 5) + "\nwait 400 ms\n";
    if (seed % 2 == 0) head += "order retry-inside\n";
    if (seed % 3 == 0) head += "propagation on\n";
    if (seed % 3 == 1) head += "budget 20 %\nburst 3\n";
    if (seed % 4 == 1) head += "deadline 700 ms\n";
    if (seed % 5 == 0) head += "queue 4\n";
    if (seed % 5 == 1) head += "trip count-window 6\nprobes 2\n";
    if (seed % 5 == 2) head += "threads 12\n";
    if (seed % 7 == 0) head += "breaker off\n";
    if (seed % 7 == 1) head += "refused given-up\n";
    if (seed % 2 == 1) head += "arrivals 40\nerrors 10 %\n";
    if (!flaw.empty()) head += "flaw " + flaw + " on\n";
    return head;
}

inline std::string aLine(Random& random, Lab&) {
    const char* const servers[] = {"a", "b", "c"};
    const std::string server = servers[random.below(3)];
    switch (random.below(24)) {
        case 0:
        case 1:
        case 2:
        case 3: return "call";
        case 4: return "crash " + server;
        case 5:
        case 6: return "restart " + server;
        case 7: return random.below(3) == 0 ? "hang " + server : "";
        case 8: return "slow " + server + (random.below(2) == 0 ? " x8" : " x1");
        case 9: return random.below(3) == 0 ? "open" : "reset";
        case 10: return "half-open";
        case 11: return random.below(2) == 0 ? "down " + server : "up " + server;
        case 12: return random.below(4) == 0 ? "order retry-inside" : "order retry-outside";
        case 13: return random.below(2) == 0 ? "propagation on" : "propagation off";
        default: return {};
    }
}

}  // namespace lockstep::system
