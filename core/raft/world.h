// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/cluster.h"
#include "kernel/flaw.h"
#include "kernel/setup.h"
#include "raft/server.h"

namespace lockstep::raft {

enum class Backup : std::uint8_t { plain, fast };

struct Dials {
    DurationRange electionTimeout{Duration(150'000), Duration(300'000)};
    Duration heartbeat{50'000};
    bool noop = false;        // a new leader appends a no-op
    std::uint16_t batch = 1;  // the most entries an AppendEntries carries
    Backup backup = Backup::plain;

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
};

// What the invariants must remember although no server does: who led each
// term, and what was committed, and when.
struct Ghosts {
    struct Leadership {
        Term term = 0;
        ServerId leader;

        bool operator==(const Leadership&) const = default;
    };
    struct Committed {
        Entry entry;
        Term inTerm = 0;  // the term in which it was first committed

        bool operator==(const Committed&) const = default;
    };

    ChunkedList<Leadership> leaderships;
    ChunkedList<Committed> committed;  // by index, from 1

    bool operator==(const Ghosts&) const = default;
};

// All of a Raft cluster at one moment.
struct World {
    Cluster<Message> cluster;
    SmallVector<Server, 5> servers;
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
