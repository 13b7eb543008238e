// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "explorer/result.h"

namespace lockstep::explorer {

// Tells who looks on how far a search is, a few times a second.
class Pace {
public:
    explicit Pace(const Watch& watch);

    bool cancelled() const;
    // Adds time and rate, and tells it if the last time is long enough ago.
    void tell(Progress progress);
    double seconds() const;

private:
    using Clock = std::chrono::steady_clock;

    const Watch& watch_;
    const Clock::time_point began_ = Clock::now();
    double last_ = 0;            // when it was told last
    std::uint64_t counted_ = 0;  // what was told then
};

}  // namespace lockstep::explorer
