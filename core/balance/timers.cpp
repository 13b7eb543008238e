// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/timers.h"

#include "requests/arrivals.h"

namespace lockstep::balance {
namespace {

// How long the counts of a balancer that hears of them late stand still.
constexpr Duration refreshEvery{1'000'000};

void restart(World& world, Timer& timer, Duration in) {
    const Time now = world.cluster.now;
    timer = {true, now, now + in, world.cluster.nextOrder++};
}

// Clients of a closed loop that are neither thinking nor waiting begin now.
void startClients(World& world) {
    const std::uint32_t clients = world.settings.clients;
    SmallVector<bool, 16> busy(clients + 1, false);
    for (std::size_t i = 0; i < world.requests.size(); ++i) {
        const Request& request = world.requests[i];
        if (request.number != 0 && request.client <= clients) {
            busy[request.client] = true;
        }
    }
    const Time now = world.cluster.now;
    for (std::uint32_t client = 1; client <= clients; ++client) {
        if (busy[client] || world.thinking.find(client)) continue;
        world.thinking.set(client, {true, now, now, world.cluster.nextOrder++});
    }
}

void stopClients(World& world) {
    while (!world.thinking.empty()) {
        world.thinking.remove(world.thinking.earliest().number);
    }
}

}  // namespace

// [arrivals]
void startArrivals(World& world) {
    const Settings& settings = world.settings;
    world.arrival.stop();
    if (settings.loop == Loop::closed) {
        startClients(world);
        return;
    }
    stopClients(world);
    if (!settings.arrivals) return;
    restart(world, world.arrival,
            requests::nextArrival(world.traffic, *settings.arrivals));
}
// [arrivals]

void startChecks(World& world) {
    world.check.stop();
    if (world.settings.checkEvery) {
        restart(world, world.check, *world.settings.checkEvery);
    }
}

void startSweeps(World& world) {
    world.sweep.stop();
    if (world.settings.outlierFailures) {
        restart(world, world.sweep, world.settings.sweepEvery);
    }
}

void refreshCounts(World& world) {
    world.refresh.stop();
    world.staleConns.clear();
    if (!world.has(Flaw::staleCounts)) return;
    for (const Server& server : world.servers) {
        world.staleConns.push_back(server.conns);
    }
    restart(world, world.refresh, refreshEvery);
}

}  // namespace lockstep::balance
