// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "kernel/time.h"

namespace lockstep::retry {

enum class Backoff : std::uint8_t { constant, linear, exponential };
enum class Jitter : std::uint8_t { none, full, equal, decorrelated, fifth };

struct Settings {
    // When a client tries again.
    Backoff backoff = Backoff::exponential;
    Duration base{100'000};
    std::int64_t factor = 2'000'000;  // millionths
    Duration cap{30'000'000};
    Jitter jitter = Jitter::none;
    std::uint32_t attempts = 4;  // the first counts
    std::optional<Duration> deadline;
    std::optional<Duration> hedge;

    // Whether it may: a budget in parts per million of the calls, with so
    // many tokens to begin with; gRPC's throttle with so many tokens.
    std::optional<std::uint32_t> budget;
    std::uint32_t burst = 10;
    std::optional<std::uint32_t> throttle;
    std::int64_t tokenRatio = 100'000;  // millionths

    std::uint32_t clients = 1;
    std::uint32_t layers = 1;

    // Who calls, and what answers.
    std::optional<std::int64_t> arrivals;  // millionths of a call a second
    std::optional<Duration> service;
    std::optional<Duration> timeout;
    std::optional<std::uint32_t> queue;
    std::uint32_t errors = 0;       // parts per million of the attempts
    std::uint32_t permanent = 0;    // parts per million of the errors
    std::uint32_t lostReplies = 0;  // parts per million of what was done
    bool keys = false;              // each call has an idempotency key

    bool operator==(const Settings&) const = default;
};

// The rules that can be broken on purpose, in the order of the flaw table.
enum class Flaw : std::uint8_t { allErrors, noJitter, noCap };

}  // namespace lockstep::retry
