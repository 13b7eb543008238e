// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "kernel/cluster.h"
#include "kernel/flaw.h"
#include "kernel/setup.h"
#include "raft/server.h"

namespace lockstep::raft {

enum class Backup : std::uint8_t { plain, fast };
enum class Membership : std::uint8_t { single, joint };
enum class Reads : std::uint8_t { index, lease };

// How fast a clock runs that runs true, in millionths.
inline constexpr std::int64_t usualRate = 1'000'000;

struct Dials {
    DurationRange electionTimeout{Duration(150'000), Duration(300'000)};
    Duration heartbeat{50'000};
    bool noop = false;        // a new leader appends a no-op
    std::uint16_t batch = 1;  // the most entries an AppendEntries carries
    Backup backup = Backup::plain;
    bool preVote = false;
    Membership membership = Membership::single;
    Reads reads = Reads::index;
    bool catchUp = true;  // newcomers get the log before they vote
    bool sticky = false;  // who hears a leader disregards candidates
    // How fast each server's clock runs, in millionths.
    std::array<std::int32_t, mostServers> clockRates = usualRates();

    static constexpr std::array<std::int32_t, mostServers> usualRates() {
        std::array<std::int32_t, mostServers> rates{};
        for (auto& rate : rates)
            rate = static_cast<std::int32_t>(usualRate);
        return rates;
    }

    bool operator==(const Dials&) const = default;
};

// The rules that can be broken on purpose, in the order of the flaw table.
enum class Flaw : std::uint8_t {
    countsNoVotes,
    forgetsVote,
    grantsStaleLog,
    commitsOldTerm,
    skipsConsistencyCheck,
    ignoresNewerTerm,
    equalTimeouts,
    halfQuorum,
    twoChanges,
    changesTooEarly,
    readsAlone,
    appliesTwice,
    redrawsTimeouts,
};

// What the invariants must remember although no server does: who led each
// term, what was committed, and when, and which answer was out of date.
struct Ghosts {
    struct Leadership {
        Term term = 0;
        ServerId leader;

        bool operator==(const Leadership&) const = default;
    };
    struct Committed {
        Entry entry;      // of term 0 if only a given snapshot had it
        Term inTerm = 0;  // the term in which it was first committed

        bool operator==(const Committed&) const = default;
    };

    struct StaleRead {
        std::uint32_t count = 0;
        ServerId server;
        Symbol key = Symbol::none;
        Symbol value = Symbol::none;
        Symbol newer = Symbol::none;

        bool operator==(const StaleRead&) const = default;
    };

    ChunkedList<Leadership> leaderships;
    ChunkedList<Committed> committed;  // by index, from 1
    StaleRead staleRead;               // the last one

    bool operator==(const Ghosts&) const = default;
};

// All of a Raft cluster at one moment.
struct World {
    Cluster<Message> cluster;
    SmallVector<Server, 5> servers;  // of the head, then those that joined
    Dials dials;
    FlawSet flaws;
    Ghosts ghosts;
    SetupLink setup;

    bool up(ServerId id) const { return cluster.up(id); }
    Server& server(ServerId id) { return servers[id.index]; }
    const Server& server(ServerId id) const { return servers[id.index]; }
    bool has(Flaw flaw) const { return flaws.has(static_cast<int>(flaw)); }

    bool operator==(const World&) const = default;
};

}  // namespace lockstep::raft
