// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/topic.h"

#include "catalog/catalog.h"
#include "kernel/adapter.h"
#include "retry/dependency.h"
#include "retry/events.h"
#include "retry/tables.h"

namespace lockstep::retry {
namespace {

TopicInfo makeInfo() {
    TopicInfo info;
    info.id = "retry";
    info.title = "Retries";
    info.tab = "Fault tolerance";
    info.summary = "Clients try again what failed, and do not make it worse.";
    info.eraName = "health";
    info.usualServers = 1;
    info.fewestServers = 1;
    info.mostServers = 1;
    info.network = false;
    info.machines = false;
    info.verbs = verbs();
    info.dials = dials();
    info.flaws = flaws();
    info.invariants = invariantSpecs();
    info.eventKinds.assign(std::begin(network::all), std::end(network::all));
    info.eventKinds.insert(info.eventKinds.end(), std::begin(eventKinds),
                           std::end(eventKinds));
    info.protocol = protocol();
    info.gauges = gauges();
    return info;
}

}  // namespace

const TopicInfo& Topic::info() {
    static const TopicInfo info = makeInfo();
    return info;
}

// As the charts and the picture have it: up, if it serves by itself.
std::uint32_t Topic::era(const World& world) {
    return static_cast<std::uint32_t>(seenHealth(world));
}

void addTo(Catalog& catalog) {
    catalog.add(std::make_unique<TopicOf<Topic>>());
}

}  // namespace lockstep::retry
