// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/start.h"

#include <algorithm>
#include <charconv>

#include "paxos/given.h"
#include "paxos/invariants.h"

namespace lockstep::paxos {
namespace {

// What a dial of the head says; its default if it is not there or is faulty,
// which is told elsewhere.
std::uint16_t dialOf(const Scenario& scenario,
                     const std::vector<DialInfo>& dials,
                     std::string_view name) {
    const auto dial =
        std::find_if(dials.begin(), dials.end(),
                     [&](const DialInfo& info) { return info.name == name; });
    std::string why;
    auto value = parseDial(*dial, dial->standard, why);
    for (const Setting& setting : scenario.dials) {
        if (setting.name != name) continue;
        if (const auto set = parseDial(*dial, setting.value, why)) value = set;
    }
    return static_cast<std::uint16_t>(value->low);
}

void addServers(Scenario& scenario, char letter, std::uint16_t count) {
    for (std::uint16_t i = 0; i < count; ++i) {
        scenario.servers.push_back({letter + std::to_string(i + 1), 1});
    }
}

void addAliases(Scenario& scenario, char letter, std::uint16_t count) {
    for (std::uint16_t i = 0; i < count; ++i) {
        scenario.aliases.push_back({letter + std::to_string(i + 1), i});
    }
}

template <class Roles>
void addRoles(Roles& roles, std::uint16_t count, std::uint16_t firstServer) {
    roles.resize(count);
    for (std::uint16_t i = 0; i < count; ++i) {
        roles[i].server = {static_cast<std::uint16_t>(firstServer + i)};
        roles[i].number = i;
    }
}

Place placeOf(const Scenario& scenario, std::string_view dial) {
    for (const Setting& setting : scenario.dials) {
        if (setting.name == dial) return setting.place;
    }
    return {};
}

// [quorums]
// A quorum of phase 1 must meet every quorum of phase 2: only then does who
// prepares hear of what may be chosen. Majorities do, and so do any two sizes
// that add up to more than there are acceptors.
void checkQuorums(const World& world, std::vector<Fault>& faults) {
    const Scenario& scenario = world.setup->scenario;
    const auto count = static_cast<int>(world.acceptors.size());
    const auto sizeOf = [&](std::uint16_t dial) {
        return dial == 0 ? count / 2 + 1 : dial;
    };
    const int first = sizeOf(world.dials.quorum1);
    const int second = sizeOf(world.dials.quorum2);
    const char* later =
        placeOf(scenario, "quorum2").line > placeOf(scenario, "quorum1").line
            ? "quorum2"
            : "quorum1";
    if (std::max(first, second) > count) {
        const char* dial = first > count ? "quorum1" : "quorum2";
        faults.push_back({placeOf(scenario, dial),
                          std::string(dial) + " is larger than all " +
                              std::to_string(count) + " acceptors"});
    } else if (first + second <= count && !world.has(Flaw::disjointQuorums)) {
        faults.push_back(
            {placeOf(scenario, later),
             "quorums of " + std::to_string(first) + " and " +
                 std::to_string(second) + " of " + std::to_string(count) +
                 " acceptors need not intersect; make them add up to more "
                 "than " +
                 std::to_string(count) + ", or turn flaw disjoint-quorums on"});
    }
}
// [quorums]

}  // namespace

void nameServers(Scenario& scenario, const std::vector<DialInfo>& dials,
                 std::vector<Fault>& faults) {
    if (!scenario.servers.empty() && scenario.serversPlace.line > 0) {
        faults.push_back({scenario.serversPlace,
                          "in paxos the dials proposers, acceptors and "
                          "learners say how many servers there are; write "
                          "acceptors 5"});
        return;
    }
    const std::uint16_t proposers = dialOf(scenario, dials, "proposers");
    const std::uint16_t acceptors = dialOf(scenario, dials, "acceptors");
    const std::uint16_t learners = dialOf(scenario, dials, "learners");
    scenario.servers.clear();
    scenario.derivedServers = true;
    if (dialOf(scenario, dials, "together") == 0) {
        addServers(scenario, 'P', proposers);
        addServers(scenario, 'A', acceptors);
        addServers(scenario, 'L', learners);
        return;
    }
    addServers(scenario, 'S', std::max({proposers, acceptors, learners}));
    addAliases(scenario, 'P', proposers);
    addAliases(scenario, 'A', acceptors);
    addAliases(scenario, 'L', learners);
}

void start(World& world, std::vector<Fault>& faults) {
    const Dials& dials = world.dials;
    const auto after = [&](int servers) {
        return static_cast<std::uint16_t>(dials.together ? 0 : servers);
    };
    addRoles(world.proposers, dials.proposers, 0);
    addRoles(world.acceptors, dials.acceptors, after(dials.proposers));
    addRoles(world.learners, dials.learners,
             after(dials.proposers + dials.acceptors));
    for (Proposer& proposer : world.proposers) {
        proposer.known.server = proposer.server;
    }
    world.noop = world.setup->symbols.intern("noop");
    if (dials.multi) world.ghosts.noteProposed(world.noop);
    checkQuorums(world, faults);
    readGivens(world, faults);
}

}  // namespace lockstep::paxos
