// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/topic.h"

namespace lockstep::balance {
namespace {

std::uint64_t bits(Duration duration) {
    return static_cast<std::uint64_t>(duration.count());
}
std::uint64_t bits(std::int64_t number) {
    return static_cast<std::uint64_t>(number);
}

void add(Digest& digest, const Timer& timer) {
    digest.add(timer.running ? 1 : 0).add(bits(timer.due));
}

void add(Digest& digest, const Server& server) {
    digest.add(bits(server.weight))
        .add(bits(server.currentWeight))
        .add(bits(server.effectiveWeight))
        .add(server.conns)
        .add(server.fails)
        .add(bits(server.accessed))
        .add(bits(server.checked))
        .add((server.down ? 1U : 0U) | (server.checkedDown ? 2U : 0U) |
             (server.ejected ? 4U : 0U) | (server.hangs ? 8U : 0U))
        .add(server.checksInARow)
        .add(server.failuresInARow)
        .add(server.ejections)
        .add(server.backoff)
        .add(bits(server.ejectedUntil))
        .add(bits(server.warmSince))
        .add(bits(server.cost.average))
        .add(bits(server.cost.at))
        .add(server.cost.answers)
        .add(server.speed)
        .add(server.waiting)
        .add(server.picks)
        .add(server.finished)
        .add(server.failed)
        .add(server.dropped)
        .add(bits(server.took));
    for (const std::int64_t took : server.cost.recent)
        digest.add(bits(took));
}

// Slots are numbered by chance of history; requests by their number.
std::uint64_t of(const World& world, Slot slot) {
    const Request& request = world.requests[slot];
    if (request.number == 0) return 0;
    Digest digest;
    digest.add(request.number)
        .add(request.server.index)
        .add(request.waits ? 1 : 0)
        .add(static_cast<std::uint64_t>(request.ends))
        .add(request.client)
        .add(world.setup->symbols.hash(request.key))
        .add(request.lot)
        .add(bits(request.arrived));
    if (const Timer* end = world.ends.find(slot)) add(digest, *end);
    return digest.value();
}

}  // namespace

std::uint64_t Topic::digest(const World& world) {
    Digest digest;
    for (const Server& server : world.servers)
        add(digest, server);
    std::uint64_t open = 0;
    for (Slot slot = 0; slot < world.requests.size(); ++slot)
        open += of(world, slot);
    std::uint64_t thinking = 0;
    world.thinking.visit([&](const requests::Agenda::Entry& entry) {
        Digest one;
        one.add(entry.number);
        add(one, entry.timer);
        thinking += one.value();
    });
    digest.add(open).add(thinking);
    for (const Timer* timer :
         {&world.arrival, &world.check, &world.sweep, &world.refresh}) {
        add(digest, *timer);
    }
    for (std::size_t i = 0; i < world.picks.size(); ++i)
        digest.add(world.picks[i]);
    for (const std::uint32_t conns : world.staleConns)
        digest.add(conns);
    digest.add(world.turn.last ? *world.turn.last + 1U : 0U)
        .add(bits(world.turn.left))
        .add(world.crashed ? 1 : 0)
        .add(world.picked)
        .add(world.asked)
        .add(world.traffic.state())
        .add(world.finished)
        .add(world.failed)
        .add(world.rejected)
        .add(world.latencies.digest())
        .add(world.ghosts.watching ? 1 : 0)
        .add(world.ghosts.turns);
    const std::size_t own = info().dials.size() - simulate::networkDials;
    for (std::size_t i = 0; i < own; ++i) {
        const DialValue value = dial(world, i);
        digest.add(bits(value.low)).add(bits(value.high));
    }
    return digest.value();
}

std::uint64_t Topic::fingerprint(const World& world) { return digest(world); }

}  // namespace lockstep::balance
