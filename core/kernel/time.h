// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lockstep {

// Simulated time: whole microseconds. A Time counts from the start of the
// run; the program never looks at a wall clock.
using Duration = std::chrono::microseconds;
using Time = std::chrono::microseconds;

// A uniform range of durations, both ends included.
struct DurationRange {
    Duration low{};
    Duration high{};

    bool operator==(const DurationRange&) const = default;
};

// Milliseconds with at most three decimals and no trailing zeros: 151.2
std::string toMilliseconds(Duration duration);

// With the unit a reader would choose: 800 us, 151.2 ms, 60 s.
std::string toText(Duration duration);
std::string toText(const DurationRange& range);

// Reads "200 ms", "200ms", "1.5 s", "2 min", "5 us". Nothing when it is not a
// duration, is negative, is finer than a microsecond or exceeds 10^6 s.
std::optional<Duration> parseDuration(std::string_view text);

// Reads "10..20 ms", "10 ms..1 s" and "10 ms" (both ends the same).
std::optional<DurationRange> parseDurationRange(std::string_view text);

}  // namespace lockstep
