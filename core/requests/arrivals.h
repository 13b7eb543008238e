// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

#include "kernel/logarithm.h"
#include "kernel/random.h"

namespace lockstep::requests {

// Exponentially distributed with this mean: as often below 0.69 of it as
// above.
inline Duration exponential(Random& random, Duration mean) {
    // Uniform in (0, 1], so that its logarithm is finite.
    const double uniform =
        (static_cast<double>(random.next() >> 11) + 1) / 9007199254740992.0;
    const double lasts =
        -naturalLogarithm(uniform) * static_cast<double>(mean.count());
    return Duration(static_cast<std::int64_t>(lasts));
}

// The time to the next arrival of an open loop: clients come whatever the
// state of the service, at so many millionths of a request a second on
// average, independently of each other. Such gaps are exponentially
// distributed (a Poisson process). Requires rate > 0.
inline Duration nextArrival(Random& random, std::int64_t rate) {
    // Uniform in (0, 1], so that its logarithm is finite.
    const double uniform =
        (static_cast<double>(random.next() >> 11) + 1) / 9007199254740992.0;
    const double gap =
        -naturalLogarithm(uniform) * 1e12 / static_cast<double>(rate);
    // A gap of more than a year would overflow nothing, but means never.
    return Duration(static_cast<std::int64_t>(std::min(gap, 3e13)));
}

}  // namespace lockstep::requests
