// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "balance/world.h"
#include "breaker/world.h"
#include "requests/rate.h"
#include "retry/world.h"

namespace lockstep::system {

// Nothing travels between servers here: a request is an action.
struct NoMessage {
    bool operator==(const NoMessage&) const = default;
};

// Which of the two is around the other. Retry outside: each attempt asks the
// breaker. Retry inside: a call asks it once, with all its attempts.
enum class Order : std::uint8_t { retryOutside, retryInside };

struct Settings {
    Order order = Order::retryOutside;
    bool guarded = true;         // there is a breaker
    bool retriesRefused = true;  // a refusal by it is tried again
    // What a client gives up is taken from the servers too.
    bool propagation = false;

    bool operator==(const Settings&) const = default;
};

// An attempt on its way: a request at the balancer, which passed the breaker.
struct Journey {
    balance::RequestNumber request = 0;  // 0: the place is free
    retry::Slot attempt = retry::noSlot;
    breaker::CallNumber passed = 0;  // its number at the breaker; 0: none

    bool operator==(const Journey&) const = default;
};

// A call that passed the breaker as a whole.
struct Passage {
    retry::CallNumber call = 0;  // 0: the place is free
    breaker::CallNumber passed = 0;

    bool operator==(const Passage&) const = default;
};

// Clients with retries, a breaker, and a balancer before its servers: the
// worlds of three topics, put together. They share the clock of this one.
struct World {
    Cluster<NoMessage> cluster;
    Settings settings;
    retry::World clients;
    breaker::World guard;
    balance::World pool;

    ChunkedList<Journey> journeys;  // by slot of the request
    ChunkedList<Passage> passages;  // by slot of the call
    requests::Rate load;            // requests at the balancer
    std::uint64_t refused = 0;      // attempts, or calls, by the breaker
    std::uint64_t turnedAway = 0;   // calls that never began
    std::uint64_t cancelled = 0;    // requests, because nobody waits

    FlawSet flaws;
    SetupLink setup;

    bool outside() const { return settings.order == Order::retryOutside; }
    std::uint64_t calls() const { return clients.made + turnedAway; }
    bool operator==(const World&) const = default;
};

}  // namespace lockstep::system
