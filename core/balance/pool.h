// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "balance/health.h"
#include "balance/world.h"
#include "kernel/outbox.h"

namespace lockstep::balance {

// Who was picked, and the sentence that says why. The sentence names
// {request}, {server} and {scores}, in this order.
struct Choice {
    ServerId server;
    Sentence why;
};

// What a policy sees when it picks: the servers it may pick, their books, and
// chance. It notes the scores it compares, for the telling.
class Pool {
public:
    Pool(World& world, Symbol key, bool telling)
        : world_(world), key_(key), telling_(telling) {
        panics_ = inPanic(world);
    }

    std::uint16_t size() const {
        return static_cast<std::uint16_t>(world_.servers.size());
    }
    Server& operator[](std::uint16_t i) { return world_.servers[i]; }
    bool usable(std::uint16_t i) const {
        const Server& server = world_.servers[i];
        return !server.down && (panics_ || healthy(world_, {i}));
    }

    // Requests open at a server, as the balancer knows them.
    std::uint32_t conns(std::uint16_t i) const {
        return world_.has(Flaw::staleCounts) ? world_.staleConns[i]
                                             : world_.servers[i].conns;
    }
    Turn& turn() { return world_.turn; }
    Random& random() { return world_.cluster.random; }
    Time now() const { return world_.cluster.now; }
    const Settings& settings() const { return world_.settings; }
    bool has(Flaw flaw) const { return world_.has(flaw); }
    // The hash of the client that asks.
    std::uint64_t keyHash() const { return world_.setup->symbols.hash(key_); }
    // What a server's current weight grows by: its effective weight, or while
    // slow start is set a part of it, in thousandths.
    std::int64_t turnWeight(std::uint16_t i) const {
        const std::int64_t weight = world_.servers[i].effectiveWeight;
        return world_.settings.slowStart ? weight * warmth(world_, {i})
                                         : weight;
    }

    // Notes how many requests each has open.
    void noteConns();
    void scored(std::uint16_t i, std::int64_t score) {
        if (telling_) note(i, std::to_string(score));
    }
    void note(std::uint16_t i, const std::string& score);
    bool telling() const { return telling_; }
    const std::string& scores() const { return scores_; }

private:
    World& world_;
    Symbol key_;
    bool telling_;
    bool panics_ = false;
    int noted_ = 0;
    std::string scores_;
};

// A policy: who takes the request. Nothing if no server can.
using Pick = std::optional<Choice>;

Pick pickRandom(Pool& pool);
Pick pickRoundRobin(Pool& pool);
Pick pickWeightedRoundRobin(Pool& pool);
Pick pickSmoothWeightedRoundRobin(Pool& pool);
Pick pickLeastConnections(Pool& pool);
Pick pickWeightedLeastConnections(Pool& pool);
Pick pickTwoChoices(Pool& pool);
Pick pickEwma(Pool& pool);
Pick pickSourceHash(Pool& pool);

Pick pickBy(Policy policy, Pool& pool);

// Tells the average of a server what a request took (ewma.cpp).
void observe(Cost& cost, Duration took, Time now, Duration decay);

}  // namespace lockstep::balance
