// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/topic.h"

#include "balance/events.h"
#include "balance/tables.h"
#include "catalog/catalog.h"
#include "kernel/adapter.h"

namespace lockstep::balance {
namespace {

TopicInfo makeInfo() {
    TopicInfo info;
    info.id = "balance";
    info.title = "Load balancing";
    info.tab = "Load balancing";
    info.summary = "A balancer picks a server for each request.";
    info.eraName = "policy";
    info.usualServers = 3;
    info.fewestServers = 1;
    info.mostServers = 1000;
    info.network = false;
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

void addTo(Catalog& catalog) {
    catalog.add(std::make_unique<TopicOf<Topic>>());
}

}  // namespace lockstep::balance
