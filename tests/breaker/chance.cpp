// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/chance.h"

namespace lockstep::breaker {

using requests::Lab;
using requests::walk;

namespace {

const char* const trips[] = {"consecutive 3", "count-window 6", "time-window 3 s"};

std::string callUnderWay(Random& random, Lab& lab) {
    const std::string calls = lab.fact("calls");
    return (random.below(2) == 0 ? "finish " : "fail ") + calls.substr(0, calls.find(' '));
}

}  // namespace

std::string headFor(std::uint64_t seed, const std::string& flaw) {
    std::string head = "topic breaker\nwait 1 s\nminimum-calls 3\n";
    head += "seed " + std::to_string(seed) + "\ntrip " + trips[seed % 3] + '\n';
    head += "probes " + std::to_string(1 + seed / 3 % 3) + '\n';
    if (seed % 2 == 0) head += "automatic-half-open on\n";
    if (seed % 5 == 0) head += "arrivals 20\nservice 10..400 ms\nerrors 30 %\nthreads 3\n";
    if (seed % 4 == 1) head += "servers a b c\n";
    if (seed % 7 == 1) head += "callers 4\n";
    if (seed % 8 == 1) head += "scope host\n";
    if (seed % 6 == 1) head += "wait-jitter 40 %\nhalf-open-wait 2 s\n";
    if (seed % 9 == 1) head += "late-outcomes counted\nslow-rate 40 %\n";
    if (seed % 10 == 3) head += "capacity 2\nfallback on\n";
    if (!flaw.empty()) head += "flaw " + flaw + " on\n";
    return head;
}

std::string aLine(Random& random, Lab& lab) {
    switch (random.below(18)) {
        case 0:
        case 1:
        case 2: return "fail";
        case 3: return "succeed";
        case 4: return "slow";
        case 5:
        case 6: return "call";
        case 7:
        case 8: return callUnderWay(random, lab);
        case 9: return random.below(10) == 0 ? "down" : "up";
        case 10: return random.below(20) == 0 ? "open" : "reset";
        case 11: return random.below(20) == 0 ? "disable" : "fail";
        case 12: return random.below(8) == 0 ? "down b" : "call b";
        case 13: return random.below(4) == 0 ? "half-open" : "reopen";
        case 14: return random.below(30) == 0 ? "throttle 2" : "throttle none";
        default: return {};
    }
}

std::string caught(const std::string& flaw, std::uint64_t seeds, int steps) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        Lab lab(headFor(seed, flaw));
        const std::string failure = walk(lab, {seed, steps, aLine});
        if (!failure.empty()) return failure;
    }
    return {};
}

}  // namespace lockstep::breaker
