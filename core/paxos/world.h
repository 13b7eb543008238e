// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "kernel/cluster.h"
#include "kernel/flaw.h"
#include "kernel/setup.h"
#include "paxos/acceptor.h"
#include "paxos/proposer.h"

namespace lockstep::paxos {

inline constexpr std::int64_t mostOfARole = 9;

// How many of a quorum's acceptors there are; 0 means a majority.
struct Dials {
    std::uint16_t proposers = 2;
    std::uint16_t acceptors = 3;
    std::uint16_t learners = 1;
    bool together = false;  // P1, A1 and L1 live on S1, and so on
    std::uint16_t quorum1 = 0;
    std::uint16_t quorum2 = 0;
    bool multi = false;    // a log of slots instead of one decision
    bool backoff = false;  // a proposer tries again by itself

    bool operator==(const Dials&) const = default;
};

// The rules that can be broken on purpose, in the order of the flaw table.
enum class Flaw : std::uint8_t {
    ignoresPromises,
    forgetsPromise,
    sharedBallots,
    acceptsBelowPromise,
    disjointQuorums,
};

// What nobody in the system knows: an observer that sees each acceptance the
// moment it happens, so that `chosen` is a fact before any learner learns it;
// and the values that were proposed.
struct Ghosts {
    Learner observer;
    SmallVector<Symbol, 4> proposed;

    bool wasProposed(Symbol value) const {
        return std::find(proposed.begin(), proposed.end(), value) !=
               proposed.end();
    }
    void noteProposed(Symbol value) {
        if (!wasProposed(value)) proposed.push_back(value);
    }

    bool operator==(const Ghosts&) const = default;
};

// All of Paxos at one moment.
struct World {
    Cluster<Message> cluster;
    SmallVector<Proposer, 2> proposers;
    SmallVector<Acceptor, 3> acceptors;
    SmallVector<Learner, 1> learners;
    Dials dials;
    FlawSet flaws;
    Ghosts ghosts;
    Symbol noop = Symbol::none;  // the command that does nothing
    SetupLink setup;

    bool up(ServerId id) const { return cluster.up(id); }
    bool has(Flaw flaw) const { return flaws.has(static_cast<int>(flaw)); }

    // Who lives on a server; nothing if nobody of that role does.
    Proposer* proposerOn(ServerId server);
    const Proposer* proposerOn(ServerId server) const;
    Acceptor* acceptorOn(ServerId server);
    const Acceptor* acceptorOn(ServerId server) const;
    Learner* learnerOn(ServerId server);
    const Learner* learnerOn(ServerId server) const;

    // Acceptors needed in phase 1 and in phase 2. Any two quorums of the two
    // kinds intersect, unless that rule is broken (2.2; for sizes other than
    // majorities: Howard, Malkhi and Spiegelman, "Flexible Paxos", 2016).
    int quorum1() const;
    int quorum2() const;

    // Ballots compare by round, then by proposer; with the flaw
    // shared-ballots by round alone.
    bool below(const Ballot& a, const Ballot& b) const {
        if (has(Flaw::sharedBallots)) return a.round < b.round;
        return a < b;
    }

    bool operator==(const World&) const = default;
};

}  // namespace lockstep::paxos
