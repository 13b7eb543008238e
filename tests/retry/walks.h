// SPDX-License-Identifier: GPL-3.0-or-later
// How chance acts: the heads that walks start from, and the lines that they try.
#pragma once

#include <string>

#include "requests/lab.h"

namespace lockstep::retry {

using requests::Lab;
using requests::walk;

inline std::string headFor(std::uint64_t seed, const std::string& flaw) {
    const char* const backoffs[] = {"constant", "linear", "exponential"};
    const char* const jitters[] = {"none", "full", "equal", "decorrelated", "fifth"};
    std::string head = "topic retry\ncap 700 ms\nseed " + std::to_string(seed);
    head += std::string("\nbackoff ") + backoffs[seed % 3] + "\njitter " + jitters[seed % 5] + '\n';
    head += "attempts " + std::to_string(1 + seed % 6) + '\n';
    if (seed % 2 == 0) head += "clients 3\n";
    if (seed % 3 == 0) head += "budget 20 %\nburst 4\n";
    if (seed % 4 == 0) head += "deadline 2 s\n";
    if (seed % 5 == 0) head += "throttle 10\n";
    if (seed % 7 == 0) head += "hedge 150 ms\n";
    if (seed % 8 == 0) head += "layers 2\n";
    if (seed % 5 == 2) head += "keys on\nlost-replies 20 %\n";
    if (seed % 3 == 1)
        head +=
            "arrivals 8\nservice 80 ms\ntimeout 300 ms\nerrors 20 %\n"
            "permanent 30 %\n";
    if (!flaw.empty()) head += "flaw " + flaw + " on\n";
    return head;
}

inline std::string aLine(Random& random, Lab& lab) {
    const std::string open = lab.fact("open");
    const std::string oldest = open.substr(0, open.find(' '));
    switch (random.below(16)) {
        case 0:
        case 1: return "call";
        case 2:
        case 3: return "fail " + oldest;
        case 4: return "fail";
        case 5: return "succeed " + oldest;
        case 6: return "refuse " + oldest;
        case 7: return "push-back 250";
        case 8: return random.below(8) == 0 ? "down" : "";
        case 9: return random.below(8) == 0 ? "hang" : "";
        case 10: return random.below(4) == 0 ? "up" : "";
        case 11: return "lose " + oldest;
        default: return {};
    }
}

}  // namespace lockstep::retry
