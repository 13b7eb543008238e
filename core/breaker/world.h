// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "breaker/breaker.h"
#include "kernel/cluster.h"
#include "kernel/setup.h"

namespace lockstep::breaker {

// Nothing travels between servers here: a call is an action.
struct NoMessage {
    bool operator==(const NoMessage&) const = default;
};

// A call that has passed and not ended. Without service times it ends by
// hand; `end` says when and how it ends by itself.
struct Call {
    CallNumber number = 0;
    Time started{};
    std::uint32_t passedIn = 0;  // the breaker's period
    enum class End : std::uint8_t { byHand, finish, fail, abandon };
    End ends = End::byHand;
    Timer end;

    bool operator==(const Call&) const = default;
};

// The caller on this side of the breaker, the dependency on the other.
struct Surroundings {
    // Calls that come by themselves, in millionths of a call a second.
    std::optional<std::int64_t> arrivals;
    std::optional<std::uint32_t> threads;  // calls that can be open at once
    std::optional<Duration> timeout;       // after which the caller gives up
    std::optional<DurationRange> service;  // how long a call takes
    std::uint32_t errors = 0;              // parts per million of calls

    bool operator==(const Surroundings&) const = default;
};

enum class Last : std::uint8_t { none, passed, rejected, starved };

// What the invariants go by, noted beside the breaker's own books.
struct Ghosts {
    Time openedAt{};  // of the last opening
    std::uint32_t openings = 0;
    std::uint32_t passedHalfOpen = 0;  // since it last became half-open
    bool probeFailed = false;          // in this step

    bool operator==(const Ghosts&) const = default;
};

// A breaker between a caller and a dependency, at one moment.
struct World {
    Cluster<NoMessage> cluster;
    Breaker breaker;
    Rules rules;
    Surroundings around;
    bool dependencyUp = true;
    Timer arrival;
    SmallVector<Call, 4> calls;  // those under way, in order of number
    CallNumber asked = 0;        // all calls so far: the last one's number
    std::uint32_t passed = 0;
    std::uint32_t rejected = 0;
    std::uint32_t starved = 0;  // found no thread, and never asked the breaker
    std::uint32_t ended = 0;
    std::uint32_t failed = 0;  // of those that ended
    Last last = Last::none;
    FlawSet flaws;
    Ghosts ghosts;
    SetupLink setup;

    bool operator==(const World&) const = default;
};

const char* stateText(State state);

}  // namespace lockstep::breaker
