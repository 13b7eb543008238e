// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/topic.h"

#include "balance/events.h"
#include "breaker/events.h"
#include "catalog/catalog.h"
#include "kernel/adapter.h"
#include "retry/calls.h"
#include "retry/events.h"
#include "system/events.h"
#include "system/tables.h"

namespace lockstep::system {
namespace {

template <class Kinds>
void add(TopicInfo& info, const Kinds& kinds) {
    info.eventKinds.insert(info.eventKinds.end(), std::begin(kinds),
                           std::end(kinds));
}

TopicInfo makeInfo() {
    TopicInfo info;
    info.id = "system";
    info.title = "A whole system";
    info.tab = "Practices";
    info.summary =
        "Clients that try again, a breaker, a balancer and its servers, put "
        "together.";
    info.eraName = "state";
    info.usualServers = 3;
    info.fewestServers = 1;
    info.mostServers = 20;
    info.network = false;
    info.verbs = verbs();
    info.dials = dials();
    info.flaws = flaws();
    info.invariants = invariantSpecs();
    add(info, network::all);
    add(info, eventKinds);
    add(info, retry::eventKinds);
    add(info, breaker::eventKinds);
    add(info, balance::eventKinds);
    info.protocol = protocol();
    info.gauges = gauges();
    return info;
}

// Each part draws its own lots, so that turning a dial of one leaves those of
// the others as they are.
template <class PartWorld>
void prepare(World& world, PartWorld& part) {
    part.setup = world.setup;
    part.cluster.random = Random(world.cluster.random.next());
    part.cluster.machines = world.cluster.machines;
}

void startClients(World& world) {
    const Turn turn(world, world.clients);
    world.clients.health = retry::Health::elsewhere;
    retry::fill(world.clients.allowance, world.clients.settings);
    world.clients.ghosts.budgeted = 0;
    world.clients.ghosts.earned = world.clients.settings.burst * retry::token;
    retry::startArrivals(world.clients);
}

}  // namespace

const TopicInfo& Topic::info() {
    static const TopicInfo info = makeInfo();
    return info;
}

void Topic::start(World& world, std::vector<Fault>& faults) {
    prepare(world, world.clients);
    prepare(world, world.guard);
    prepare(world, world.pool);
    share(world);
    // One breaker before all servers: it does not see which one is picked.
    breaker::fitGuards(world.guard);
    startClients(world);
    const Turn turn(world, world.pool);
    balance::Topic::start(world.pool, faults);
}

void addTo(Catalog& catalog) {
    catalog.add(std::make_unique<TopicOf<Topic>>());
}

}  // namespace lockstep::system
