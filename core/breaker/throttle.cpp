// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/throttle.h"

#include <algorithm>

namespace lockstep::breaker {
namespace {

std::int64_t secondOf(Time time) { return time.count() / 1'000'000; }

// The last second that no longer counts; -1 if all do.
std::int64_t lastGone(Time now, Duration lately) {
    return now < lately ? -1 : secondOf(now - lately);
}

}  // namespace

// [refusal-chance]
// As long as one call in K is accepted, all are let through: the dependency
// hears up to K times what it can take, and so tells at once when it can take
// more. It never hears nothing, for the chance never reaches 1.
std::uint32_t refusalChance(const Throttle::Counts& counts, std::int64_t k) {
    const auto requests = static_cast<std::int64_t>(counts.requests);
    const auto accepts = static_cast<std::int64_t>(counts.accepts);
    const std::int64_t tooMany = requests * 1'000'000 - k * accepts;
    return static_cast<std::uint32_t>(
        std::max<std::int64_t>(0, tooMany / (requests + 1)));
}
// [refusal-chance]

// The second that it is, after those that are over have left.
Throttle::Second& Throttle::at(Time now, Duration lately) {
    const std::int64_t number = secondOf(now);
    const std::int64_t gone = lastGone(now, lately);
    const auto kept = std::find_if(
        seconds_.begin(), seconds_.end(),
        [&](const Second& second) { return second.number > gone; });
    seconds_.erase(seconds_.begin(), kept);
    if (seconds_.empty() || seconds_.back().number != number) {
        seconds_.push_back({number, 0, 0});
    }
    return seconds_.back();
}

void Throttle::asked(Time now, Duration lately) { ++at(now, lately).requests; }

void Throttle::accepted(Time now, Duration lately) {
    ++at(now, lately).accepts;
}

Throttle::Counts Throttle::counts(Time now, Duration lately) const {
    Counts counts;
    const std::int64_t gone = lastGone(now, lately);
    for (const Second& second : seconds_) {
        if (second.number <= gone) continue;
        counts.requests += second.requests;
        counts.accepts += second.accepts;
    }
    return counts;
}

}  // namespace lockstep::breaker
