// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/lookup.h"

#include "ring/events.h"
#include "ring/lookup_telling.h"

namespace lockstep::ring {
namespace {

// One stop of a look-up that is stepped takes this long on the clock.
constexpr Duration stopTime{20'000};

std::vector<Stop> wholeRoute(const World& world) {
    return routeOf(*world.placement, world.setup->symbols.text(world.lookedUp),
                   world.dials.replicas);
}

void countAnswer(World& world, ServerIndex owner) {
    ++world.lookups;
    ++world.members[owner].lookups;
}

// [empty-ring]
// A ring without points has no first point to go to.
void findNobody(World& world, const Playing& playing) {
    ++world.lookups;
    if (world.has(Flaw::emptyRing)) {
        world.ranPastTheEnd = true;
        say(playing, readPastTheEnd,
            "The search for {key} reads point 0 of a list of 0 points. A real "
            "program ends here: the index is out of range.",
            world.lookedUp);
    } else {
        say(playing, noOwner,
            "Nobody owns {key}. There is no server, and the look-up says so "
            "instead of reading a list that is empty.",
            world.lookedUp);
    }
}
// [empty-ring]

}  // namespace

// [look-up]
void lookUp(World& world, Symbol key, const Playing& playing) {
    world.lookedUp = key;
    world.trace = {};
    const auto route = wholeRoute(world);
    if (route.empty()) {
        findNobody(world, playing);
        return;
    }
    tellRoute(world, route, playing);
    for (const Stop& stop : route) {
        if (stop.kind == StopKind::owner) countAnswer(world, stop.server);
    }
}
// [look-up]

// [trace]
void beginTrace(World& world, Symbol key, const Playing& playing) {
    world.lookedUp = key;
    world.trace = {};
    if (world.members.empty()) {
        findNobody(world, playing);
        return;
    }
    world.trace.key = key;
    advanceTrace(world, playing);
}

void advanceTrace(World& world, const Playing& playing) {
    Trace& trace = world.trace;
    const auto route = wholeRoute(world);
    const Stop& stop = route[trace.stops++];
    tellStop(world, stop, playing);
    if (stop.kind == StopKind::owner) countAnswer(world, stop.server);
    trace.next.stop();
    if (trace.stops == route.size()) return;
    trace.next.running = true;
    if (playing.exploring) return;
    trace.next.started = world.cluster.now;
    trace.next.due = world.cluster.now + stopTime;
    trace.next.order = world.cluster.nextOrder++;
}
// [trace]

void dropTrace(World& world, const Playing& playing) {
    if (world.trace.next.running) {
        say(playing, lookupDropped,
            "The look-up of {key} ends. What it looks at is about to change.",
            world.trace.key);
    }
    world.trace = {};
}

std::vector<Stop> stopsSoFar(const World& world) {
    if (world.lookedUp == Symbol::none) return {};
    auto route = wholeRoute(world);
    if (world.trace.key != Symbol::none) {
        route.resize(std::min<std::size_t>(route.size(), world.trace.stops));
    }
    return route;
}

std::vector<ServerIndex> holdersOf(const World& world, std::string_view key) {
    return replicasOf(*world.placement, key, world.dials.replicas);
}

}  // namespace lockstep::ring
