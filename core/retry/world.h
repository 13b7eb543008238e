// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include "kernel/chunked_list.h"
#include "kernel/cluster.h"
#include "kernel/flaw.h"
#include "kernel/setup.h"
#include "requests/agenda.h"
#include "requests/rate.h"
#include "retry/allowance.h"

namespace lockstep::retry {

using CallNumber = std::uint32_t;
using Slot = std::uint32_t;
inline constexpr Slot noSlot = 0xffffffff;
inline constexpr std::size_t mostLayers = 6;

// Nothing travels between servers here: an attempt is an action.
struct NoMessage {
    bool operator==(const NoMessage&) const = default;
};

// What a client wants done, and how far it is with trying.
struct Call {
    CallNumber number = 0;  // 0: the slot is free
    Time started{};
    // At each layer, which attempt it is at: the first is the client's own.
    std::array<std::uint8_t, mostLayers> at{};
    std::uint64_t allowed = 0;   // attempts, when it began
    std::uint32_t attempts = 0;  // that reached the dependency
    std::uint32_t underWay = 0;  // of these
    std::uint32_t retries = 0;   // by the client, for its delays
    std::uint32_t rested = 0;    // the retry that a push-back put off
    Duration lastDelay{};
    bool hedged = false;  // its attempts go out beside each other
    Slot next = noSlot;   // the next free slot

    bool operator==(const Call&) const = default;
};

// One try of a call. What its caller has given up is still work for the
// dependency.
struct Attempt {
    CallNumber call = 0;  // 0: the slot is free
    Slot slot = noSlot;   // the call's
    std::uint32_t number = 0;
    Time sent{};
    bool abandoned = false;
    bool atDependency = false;  // waiting or served there
    bool replyLost = false;     // done, and its client will not hear of it
    Slot next = noSlot;         // behind it in the queue, or the next free

    bool operator==(const Attempt&) const = default;
};

// Until the first down or up, a hand answers. Elsewhere: attempts are handed
// on, and whoever built a world around this one answers them.
enum class Health : std::uint8_t { byHand, up, down, hangs, elsewhere };

// How an attempt can end. Lost: it was done, but no reply came.
enum class Answer : std::uint8_t { success, error, permanent, timeout, lost };

// What was done for a call, however often it was asked for.
struct Effects {
    bool hasKey = false;  // an idempotency key
    std::uint8_t count = 0;

    bool operator==(const Effects&) const = default;
};

// What came in the last second, for the charts.
struct Rates {
    requests::Rate calls;
    requests::Rate attempts;
    requests::Rate goodput;
    requests::Rate retries;

    bool operator==(const Rates&) const = default;
};

struct Ghosts {
    // What the last step did, if it did.
    bool triedLate = false;                // an attempt after the deadline
    bool retriedPermanent = false;         // though no retry can help
    std::optional<Duration> tooLong;       // a delay above the cap
    std::uint64_t retries = 0;             // by clients
    std::uint64_t budgeted = 0;            // those since the budget was set
    std::int64_t earned = 0;               // by it, in millionths
    std::optional<std::uint32_t> tooMany;  // attempts of a call
    CallNumber doneTwice = 0;              // though it has a key

    bool operator==(const Ghosts&) const = default;
};

// Clients, what they call, and a dependency, at one moment.
struct World {
    Cluster<NoMessage> cluster;
    Settings settings;
    Allowance allowance;
    Health health = Health::byHand;

    ChunkedList<Call> calls;        // by slot
    ChunkedList<Attempt> attempts;  // by slot
    Slot freeCall = noSlot;
    Slot freeAttempt = noSlot;
    requests::Agenda retries;    // by call: its next attempt
    requests::Agenda deadlines;  // by call
    requests::Agenda timeouts;   // by attempt
    Timer arrival;
    // The dependency serves one attempt after the other.
    Slot firstWaiting = noSlot;
    Slot lastWaiting = noSlot;
    std::uint32_t waiting = 0;
    Timer served;                  // when the first of them is
    Slot handedOn = noSlot;        // the attempt sent last, answered elsewhere
    ChunkedList<Effects> effects;  // by number of the call, less one

    CallNumber made = 0;
    std::uint64_t tried = 0;  // attempts
    std::uint64_t succeeded = 0;
    std::uint64_t gaveUp = 0;
    std::uint64_t wasted = 0;     // served for a caller who had given up
    std::uint64_t done = 0;       // effects, of all calls
    std::uint64_t doneAgain = 0;  // of these, those after a call's first
    std::uint32_t together = 0;   // attempts at this very moment
    std::uint32_t peak = 0;       // and the most there were at any
    Time lastTry{};
    Rates rates;
    SmallVector<Duration, 4> delays;  // of the call begun last
    CallNumber delaysOf = 0;

    FlawSet flaws;
    Ghosts ghosts;
    SetupLink setup;

    bool has(Flaw flaw) const { return flaws.has(static_cast<int>(flaw)); }
    bool operator==(const World&) const = default;
};

}  // namespace lockstep::retry
