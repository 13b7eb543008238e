// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "balance/health.h"
#include "balance/lookup.h"
#include "balance/world.h"
#include "kernel/outbox.h"

namespace lockstep::balance {

// Who was picked, and the sentence that says why. The sentence names
// {request}, {server}, {scores} and {client}, in this order.
struct Choice {
    ServerId server;
    Sentence why;
};

// What a server weighs by its last three answers, beside the shortest mean of
// three that any has (dynamic_weighted_round_robin.cpp).
std::int64_t dynamicWeight(const Cost& cost, std::int64_t fastest);
std::int64_t fastestMean(const World& world);

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
    // Who asks: its name and its hash.
    std::string_view client() const { return world_.setup->symbols.text(key_); }
    std::uint64_t keyHash() const { return world_.setup->symbols.hash(key_); }
    // What a server's current weight grows by: its effective weight, or while
    // slow start is set a part of it, in thousandths.
    std::int64_t turnWeight(std::uint16_t i) const {
        const std::int64_t weight = world_.servers[i].effectiveWeight;
        return world_.settings.slowStart ? weight * warmth(world_, {i})
                                         : weight;
    }

    std::int64_t fastestMean() const { return balance::fastestMean(world_); }

    const Lookup& ring() const { return ringOf(world_); }
    const Lookup& table(const std::vector<bool>& usable) const {
        return tableOf(world_, usable);
    }

    // Notes how many requests each has open.
    void noteConns();
    void scored(std::uint16_t i, std::int64_t score) {
        if (telling_) note(i, std::to_string(score));
    }
    void note(std::uint16_t i, std::string score) {
        if (telling_) noted_.emplace_back(i, std::move(score));
    }
    bool telling() const { return telling_; }
    // What was compared, in words: the first few, and the winner.
    std::string scores(ServerId winner) const;

private:
    World& world_;
    Symbol key_;
    bool telling_;
    bool panics_ = false;
    std::vector<std::pair<std::uint16_t, std::string>> noted_;
};

// A policy: who takes the request. Nothing if no server can.
using Pick = std::optional<Choice>;

Pick pickRandom(Pool& pool);
Pick pickRoundRobin(Pool& pool);
Pick pickWeightedRoundRobin(Pool& pool);
Pick pickSmoothWeightedRoundRobin(Pool& pool);
Pick pickDynamicWeightedRoundRobin(Pool& pool);
Pick pickLeastConnections(Pool& pool);
Pick pickWeightedLeastConnections(Pool& pool);
Pick pickTwoChoices(Pool& pool);
Pick pickEwma(Pool& pool);
Pick pickSourceHash(Pool& pool);
Pick pickRingHash(Pool& pool);
Pick pickBoundedHash(Pool& pool);
Pick pickMaglev(Pool& pool);

Pick pickBy(Policy policy, Pool& pool);

// How many requests each server may have open by the bound, the next one
// counted; 0 for those that cannot be picked (bounded_hash.cpp).
std::vector<std::uint64_t> capacities(Pool& pool);

// Tells the average of a server what a request took (ewma.cpp).
void observe(Cost& cost, Duration took, Time now, Duration decay);

}  // namespace lockstep::balance
