// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "breaker/breaker.h"
#include "breaker/throttle.h"
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
    std::uint16_t caller = 0;
    ServerId host;  // the one of the dependency's hosts that it went to
    enum class End : std::uint8_t { byHand, finish, fail, abandon };
    End ends = End::byHand;
    Timer end;

    bool operator==(const Call&) const = default;
};

// Whose calls one breaker counts: those to the whole service, or to a host.
enum class Scope : std::uint8_t { service, host };

// The callers on this side of the breakers, the dependency on the other.
struct Surroundings {
    std::uint32_t callers = 1;  // each with breakers and threads of its own
    Scope scope = Scope::service;
    // Calls that come by themselves, in millionths of a call a second.
    std::optional<std::int64_t> arrivals;
    std::optional<std::uint32_t> threads;  // calls that can be open at once
    std::optional<Duration> timeout;       // after which the caller gives up
    std::optional<DurationRange> service;  // how long a call takes
    std::uint32_t errors = 0;              // parts per million of calls
    // Calls that a host can work on at once; more fail at once.
    std::optional<std::uint32_t> capacity;
    // What the caller says if it has no answer: nothing, or the last it had.
    bool fallback = false;
    // Adaptive throttling's K in millionths: with it the breakers are aside.
    std::optional<std::int64_t> throttle;
    Duration lately{120'000'000};  // what it goes by

    bool operator==(const Surroundings&) const = default;
};

enum class Last : std::uint8_t { none, passed, rejected, starved };

// What the invariants go by, noted beside the breaker's own books.
struct Ghosts {
    Time openedAt{};  // of the last opening
    Duration waitShift{};
    std::uint32_t openings = 0;
    std::uint32_t passed = 0;
    std::uint32_t passedHalfOpen = 0;  // since it last became half-open
    Tally probes;                      // of those, how they ended
    bool probeEnded = false;           // in this step
    bool probeFailed = false;          // in this step

    bool operator==(const Ghosts&) const = default;
};

// A breaker, what it is checked by, and what would throttle in its place.
struct Guard {
    Breaker breaker;
    Ghosts ghosts;
    Throttle throttle;

    bool operator==(const Guard&) const = default;
};

// A call as it would be with no breaker between (bare.h).
struct BareCall {
    CallNumber number = 0;
    std::uint16_t caller = 0;
    ServerId host;
    Time until{};

    bool operator==(const BareCall&) const = default;
};
struct Bare {
    SmallVector<BareCall, 4> calls;
    std::uint32_t starved = 0;

    bool operator==(const Bare&) const = default;
};

// Breakers between callers and a dependency, at one moment: one in all, or
// one for each caller, for each host, or for both.
struct World {
    Cluster<NoMessage> cluster;
    SmallVector<Guard, 1> guards = SmallVector<Guard, 1>(1);
    std::uint32_t shown = 0;  // the one asked last
    Rules rules;
    Surroundings around;
    Timer arrival;
    SmallVector<Call, 4> calls;  // those under way, in order of number
    CallNumber asked = 0;        // all calls so far: the last one's number
    std::uint32_t passed = 0;
    std::uint32_t rejected = 0;
    std::uint32_t starved = 0;  // found no thread, and never asked the breaker
    std::uint32_t ended = 0;
    std::uint32_t failed = 0;  // of those that ended
    std::uint32_t fallbacks = 0;
    std::optional<Time> answeredAt;  // when the last call succeeded
    Last last = Last::none;
    Bare bare;  // the same without a breaker
    FlawSet flaws;
    SetupLink setup;

    bool operator==(const World&) const = default;
};

const char* stateText(State state);

// The breaker between a caller and a host.
std::size_t guardOf(const World& world, std::uint32_t caller, ServerId host);
std::size_t guardOf(const World& world, const Call& call);
// As many as the callers, hosts and scope need.
void fitGuards(World& world);
// Which it is: the dependency's name, "a" (a host), "C3" (a caller), "C3-a".
std::string nameOf(const World& world, std::size_t guard);
// Nothing if there is none of this name.
std::optional<std::size_t> findGuard(const World& world, std::string_view name);

// The one that was asked last: with one breaker, it.
inline const Breaker& shownBreaker(const World& world) {
    return world.guards[world.shown].breaker;
}
std::size_t hostCount(const World& world);
bool isUp(const World& world, ServerId host);
// How often any of them opened.
std::uint32_t openings(const World& world);
// How many calls a host is working on, and how many a caller waits for.
std::size_t callsAt(const World& world, ServerId host);
std::size_t callsOf(const World& world, std::uint32_t caller);

}  // namespace lockstep::breaker
