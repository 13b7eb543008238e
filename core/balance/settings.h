// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "kernel/time.h"

namespace lockstep::balance {

// In the order of the policy dial's choices.
enum class Policy : std::uint8_t {
    random,
    roundRobin,
    weightedRoundRobin,
    smoothWeightedRoundRobin,
    dynamicWeightedRoundRobin,
    leastConnections,
    weightedLeastConnections,
    twoChoices,
    ewma,
    sourceHash,
    ringHash,
    boundedHash,
    maglev,
};

// Who sends: clients that come whatever happens, or so many clients, each of
// which waits for its answer before it asks again.
enum class Loop : std::uint8_t { open, closed };

// Over its range, or exponentially with the range's middle as the mean: most
// requests are short, and a few are very long.
enum class Distribution : std::uint8_t { uniform, exponential };

struct Settings {
    Policy policy = Policy::roundRobin;
    std::uint32_t choices = 2;         // candidates of two-choices
    Duration decay{10'000'000};        // of ewma
    std::uint32_t virtualNodes = 160;  // of ring-hash and bounded-hash
    std::int64_t bound = 1'250'000;    // of bounded-hash, in millionths
    std::uint32_t tableSize = 65537;   // of maglev

    // Passive checks, as in nginx: so many failures within the time, and as
    // long without the server.
    std::uint32_t maxFails = 1;
    Duration failTimeout{10'000'000};
    // Active checks.
    std::optional<Duration> checkEvery;
    std::uint32_t fall = 3;
    std::uint32_t rise = 2;
    // Outlier ejection, as in Envoy.
    std::optional<std::uint32_t> outlierFailures;
    Duration ejectionTime{30'000'000};
    std::uint32_t ejectionMost = 100'000;  // parts per million of the servers
    Duration sweepEvery{10'000'000};
    std::optional<std::uint32_t> panic;  // parts per million of the servers
    std::optional<Duration> slowStart;

    Loop loop = Loop::open;
    std::optional<std::int64_t> arrivals;  // millionths of a request a second
    std::uint32_t clients = 10;
    Duration think{0};
    std::optional<DurationRange> service;
    Distribution distribution = Distribution::uniform;
    std::uint32_t errors = 0;  // parts per million
    std::optional<Duration> timeout;
    std::uint32_t workers = 1;
    std::optional<std::uint32_t> queue;

    bool operator==(const Settings&) const = default;
};

// Whether a policy goes by who asks.
inline bool asksWho(Policy policy) { return policy >= Policy::sourceHash; }

// The rules that can be broken on purpose, in the order of the flaw table.
enum class Flaw : std::uint8_t { ownWeight, staleCounts, emptyList };

}  // namespace lockstep::balance
