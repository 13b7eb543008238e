// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "balance/settings.h"
#include "kernel/chunked_list.h"
#include "kernel/cluster.h"
#include "kernel/flaw.h"
#include "kernel/random.h"
#include "kernel/setup.h"
#include "requests/agenda.h"
#include "requests/latencies.h"

namespace lockstep::balance {

using RequestNumber = std::uint32_t;
using Slot = std::uint32_t;  // a request's place among those that are open
inline constexpr Slot noSlot = 0xffffffff;

// A request takes a server's message to nobody: it is an action.
struct NoMessage {
    bool operator==(const NoMessage&) const = default;
};

// A request that was sent to a server and has not ended.
struct Request {
    enum class End : std::uint8_t { byHand, finish, fail, abandon };

    RequestNumber number = 0;  // 0: the slot is free
    ServerId server;
    bool waits = false;  // in the server's queue
    End ends = End::byHand;
    std::uint32_t client = 0;  // of a closed loop, from 1
    Symbol key{};              // what is hashed of who asks
    std::uint64_t lot = 0;     // decides what it takes and whether it fails
    Time arrived{};
    Slot next = noSlot;  // behind it in the queue, or the next free slot

    bool operator==(const Request&) const = default;
};

// What a request at a server takes, in microseconds, as its answers tell.
struct Cost {
    std::int64_t average = 0;  // Peak EWMA (Finagle)
    Time at{};
    std::array<std::int64_t, 3> recent{};  // round and round
    std::uint32_t answers = 0;

    bool operator==(const Cost&) const = default;
};

// A server, and what the balancer has in its books of it. What nginx has too
// bears nginx's names (ngx_http_upstream_rr_peer_t).
struct Server {
    std::int64_t weight = 1;
    std::int64_t currentWeight = 0;
    std::int64_t effectiveWeight = 1;
    std::uint32_t conns = 0;  // open requests, those in its queue too
    std::uint32_t fails = 0;
    std::int64_t accessed = 0;              // whole seconds, as in nginx
    std::int64_t checked = -1'000'000'000;  // long before the start
    bool down = false;                      // taken out by hand

    bool checkedDown = false;        // by the active checks
    std::uint32_t checksInARow = 0;  // that spoke against what it is taken for
    std::uint32_t failuresInARow = 0;
    std::uint32_t ejections = 0;
    std::uint32_t backoff = 0;  // how many base times the next one adds to
    bool ejected = false;
    Time ejectedUntil{};
    Time warmSince{-1'000'000'000'000};  // slow start begins anew here
    Cost cost;

    std::uint32_t speed = 1;
    bool hangs = false;  // takes requests and never answers
    std::uint32_t waiting = 0;
    Slot firstWaiting = noSlot;
    Slot lastWaiting = noSlot;

    std::uint64_t picks = 0;
    std::uint64_t finished = 0;
    std::uint64_t failed = 0;
    std::uint64_t dropped = 0;
    Duration took{};  // all that finished, together

    bool operator==(const Server&) const = default;
};

// What a policy remembers from pick to pick, beside the servers' books.
struct Turn {
    std::optional<std::uint16_t> last;  // the server picked last
    std::int64_t left = 0;              // picks left in its block

    bool operator==(const Turn&) const = default;
};

// What the invariants go by.
struct Ghosts {
    // Since all current weights were 0, if nothing interfered: the picks of
    // smooth weighted round robin, for as long as it is watched.
    bool watching = true;
    std::uint64_t turns = 0;
    SmallVector<std::uint32_t, 4> turnsOf;
    // In this step: an unhealthy server was picked beside a healthy one; a
    // server with more open requests than another was called the least; one
    // was given more than bounded loads allow.
    std::optional<ServerId> unhealthyPick;
    std::optional<ServerId> busierPick;
    ServerId lessBusy;
    std::optional<ServerId> overfullPick;  // by its bound

    bool operator==(const Ghosts&) const = default;
};

struct Lookup;

// The ring or table that is looked up in. It follows from the rest, so copies
// share it, and it is never a reason for two worlds to differ.
struct LookupLink {
    std::shared_ptr<const Lookup> lookup;

    bool operator==(const LookupLink&) const { return true; }
};

// A balancer, its servers and the requests, at one moment.
struct World {
    Cluster<NoMessage> cluster;
    SmallVector<Server, 4> servers;
    Settings settings;
    Turn turn;
    LookupLink lookup;     // of a policy that hashes
    bool crashed = false;  // the balancer itself

    ChunkedList<Request> requests;  // by slot
    Slot freeSlot = noSlot;
    std::uint32_t open = 0;
    requests::Agenda ends;      // by slot: when each ends by itself
    requests::Agenda thinking;  // by client of a closed loop
    Random traffic;             // when requests come, and what they are like
    Timer arrival;
    Timer check;
    Timer sweep;
    Timer refresh;  // of stale counts

    ChunkedList<std::uint16_t> picks;  // the last 1,000, round and round
    std::uint64_t picked = 0;
    RequestNumber asked = 0;
    std::uint64_t finished = 0;
    std::uint64_t failed = 0;
    std::uint64_t rejected = 0;
    requests::Latencies latencies;
    SmallVector<std::uint32_t, 4> staleConns;  // as they were a while ago

    FlawSet flaws;
    Ghosts ghosts;
    SetupLink setup;

    bool has(Flaw flaw) const { return flaws.has(static_cast<int>(flaw)); }
    bool up(ServerId id) const { return cluster.up(id); }
    Server& server(ServerId id) { return servers[id.index]; }
    const Server& server(ServerId id) const { return servers[id.index]; }

    bool operator==(const World&) const = default;
};

inline constexpr std::size_t picksKept = 1000;

}  // namespace lockstep::balance
