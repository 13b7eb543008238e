// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "kernel/time.h"

namespace lockstep::breaker {

// What makes a breaker open: so many failures in a row, or the rate of
// failures among the last calls, or among the calls of the last while.
enum class Trip : std::uint8_t { consecutive, countWindow, timeWindow };

// What counts of a call whose outcome arrives after the state that let it
// through has ended. gobreaker ignores it (its generations), Resilience4j
// counts it for the state it finds.
enum class LateOutcomes : std::uint8_t { ignored, counted };

// A breaker's settings. Rates are in parts per million.
struct Rules {
    Trip trip = Trip::consecutive;
    std::int64_t amount = 5;  // failures, calls, or microseconds
    std::int64_t failureRate = 500'000;
    Duration slowCall{2'000'000};
    std::int64_t slowRate = 1'000'000;
    std::uint32_t minimumCalls = 5;
    Duration wait{5'000'000};
    std::uint32_t waitJitter = 0;  // parts per million of the wait
    std::uint32_t probes = 1;
    bool automaticHalfOpen = false;
    // How long it stays half-open at most: a probe that never ends would keep
    // it so for ever. Resilience4j's maxWaitDurationInHalfOpenState, which
    // stands at 0, without end; Hystrix and gobreaker have none.
    std::optional<Duration> halfOpenWait;
    LateOutcomes lateOutcomes = LateOutcomes::ignored;

    bool operator==(const Rules&) const = default;
};

// The rules that can be broken on purpose, in the order of the flaw table.
enum class Flaw : std::uint8_t { forgetsOpening, openDoor };

}  // namespace lockstep::breaker
