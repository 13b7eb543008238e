// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/watch.h"

#include "balance/health.h"
#include "ring/bounded.h"

namespace lockstep::balance {
namespace {

bool usable(const World& world, std::uint16_t i, bool panics) {
    return !world.servers[i].down && (panics || healthy(world, {i}));
}

// Whether the picked server has its share of all open requests, this one
// counted, times the bound, rounded up.
bool overfull(const World& world, ServerId picked) {
    const bool panics = inPanic(world);
    std::uint64_t open = 1;
    std::uint64_t weights = 0;
    for (std::uint16_t i = 0; i < world.servers.size(); ++i) {
        if (!usable(world, i, panics)) continue;
        open += world.servers[i].conns;
        weights += static_cast<std::uint64_t>(world.servers[i].weight);
    }
    const Server& server = world.server(picked);
    return server.conns >=
           ring::capacity(world.settings.bound, open,
                          static_cast<std::uint32_t>(server.weight), weights);
}

bool busiest(const World& world, ServerId picked, ServerId& lessBusy) {
    const bool panics = inPanic(world);
    for (std::uint16_t i = 0; i < world.servers.size(); ++i) {
        const Server& server = world.servers[i];
        if (!usable(world, i, panics)) continue;
        if (server.conns < world.server(picked).conns) {
            lessBusy = {i};
            return true;
        }
    }
    return false;
}

bool anyHealthy(const World& world) {
    for (std::uint16_t i = 0; i < world.servers.size(); ++i) {
        if (healthy(world, {i})) return true;
    }
    return false;
}

// Smooth weighted round robin is watched from a moment at which all current
// weights are 0 and nothing is lacking.
bool atRest(const World& world) {
    for (std::uint16_t i = 0; i < world.servers.size(); ++i) {
        const Server& server = world.servers[i];
        const bool rests = server.currentWeight == 0 &&
                           server.effectiveWeight == server.weight;
        if (!rests || !healthy(world, {i})) return false;
    }
    return !world.settings.slowStart;
}

void watchTurns(World& world, ServerId picked) {
    Ghosts& ghosts = world.ghosts;
    if (world.settings.policy != Policy::smoothWeightedRoundRobin) return;
    if (!ghosts.watching) {
        if (!atRest(world)) return;
        ghosts.watching = true;
        ghosts.turns = 0;
        ghosts.turnsOf.clear();
        return;
    }
    ghosts.turnsOf.resize(world.servers.size());
    ++ghosts.turns;
    ++ghosts.turnsOf[picked.index];
}

}  // namespace

void watchPick(World& world, ServerId picked) {
    Ghosts& ghosts = world.ghosts;
    const bool amiss = !healthy(world, picked) && !inPanic(world);
    ghosts.unhealthyPick.reset();
    ghosts.busierPick.reset();
    if (amiss && anyHealthy(world)) ghosts.unhealthyPick = picked;
    if (world.settings.policy == Policy::leastConnections &&
        busiest(world, picked, ghosts.lessBusy)) {
        ghosts.busierPick = picked;
    }
    ghosts.overfullPick.reset();
    if (world.settings.policy == Policy::boundedHash &&
        overfull(world, picked)) {
        ghosts.overfullPick = picked;
    }
    watchTurns(world, picked);
}

void stopWatching(World& world) { world.ghosts.watching = false; }

}  // namespace lockstep::balance
