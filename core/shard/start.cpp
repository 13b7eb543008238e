// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/start.h"

#include <algorithm>
#include <sstream>

#include "shard/plan.h"

namespace lockstep::shard {
namespace {

std::size_t clientsOf(const Scenario& scenario,
                      const std::vector<DialInfo>& dials) {
    const auto dial = std::find_if(
        dials.begin(), dials.end(),
        [](const DialInfo& info) { return info.name == "clients"; });
    for (const Setting& setting : scenario.dials) {
        std::string why;
        if (setting.name != dial->name) continue;
        if (const auto value = parseDial(*dial, setting.value, why)) {
            return static_cast<std::size_t>(value->low);
        }
    }
    return 1;
}

bool isTaken(const Scenario& scenario, const std::string& name) {
    return std::any_of(
        scenario.servers.begin(), scenario.servers.end(),
        [&](const ScenarioServer& server) { return server.name == name; });
}

std::vector<std::string> wordsOf(std::string_view text) {
    std::istringstream stream{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

lockstep::Place whereSet(const Scenario& scenario, std::string_view dial) {
    for (const Setting& setting : scenario.dials) {
        if (setting.name == dial) return setting.valuePlace;
    }
    return {};
}

// The bounds that the dial gives, or even ones.
std::vector<std::string> boundsOf(const World& world,
                                  std::vector<Fault>& faults) {
    const std::size_t shards = world.setup->serverCount();
    if (world.dials.bounds == Symbol::none) return evenBounds(shards);
    const auto bounds = wordsOf(world.setup->symbols.text(world.dials.bounds));
    const bool ascending =
        std::adjacent_find(bounds.begin(), bounds.end(),
                           [](const std::string& a, const std::string& b) {
                               return a >= b;
                           }) == bounds.end();
    if (bounds.size() + 1 != shards || !ascending) {
        faults.push_back({whereSet(world.setup->scenario, "bounds"),
                          "bounds part " + std::to_string(shards) +
                              " ranges with " + std::to_string(shards - 1) +
                              " keys in ascending order, such as i r"});
        return evenBounds(shards);
    }
    return bounds;
}

void checkServers(const Scenario& scenario, std::vector<Fault>& faults) {
    for (const ScenarioServer& server : scenario.servers) {
        if (server.weight == 1) continue;
        faults.push_back({scenario.serversPlace,
                          "shards have no weights; write only " + server.name});
    }
    for (const Given& given : scenario.givens) {
        faults.push_back(
            {given.place, "shard takes no given; write rows with put"});
    }
}

}  // namespace

void nameOthers(Scenario& scenario, const std::vector<DialInfo>& dials,
                std::vector<Fault>& faults) {
    scenario.spares.emplace_back("R");
    for (std::size_t i = 1; i <= clientsOf(scenario, dials); ++i)
        scenario.spares.push_back("C" + std::to_string(i));
    for (const std::string& name : scenario.spares) {
        if (!isTaken(scenario, name)) continue;
        faults.push_back(
            {scenario.serversPlace, "'" + name +
                                        "' is the name of the router or of a "
                                        "client; give the shard another"});
    }
    const std::size_t there =
        scenario.servers.empty() ? usualShards : scenario.servers.size();
    for (std::size_t i = there + 1; i <= mostShards; ++i) {
        const std::string name = "S" + std::to_string(i);
        if (!isTaken(scenario, name)) scenario.spares.push_back(name);
    }
}

void start(World& world, std::vector<Fault>& faults) {
    checkServers(world.setup->scenario, faults);
    const auto count = static_cast<std::uint16_t>(world.setup->serverCount());
    std::vector<Member> members;
    for (std::uint16_t i = 0; i < count; ++i)
        members.push_back({{i}, world.setup->name({i})});
    const Directory directory =
        firstDirectory(world.dials.scheme, members, boundsOf(world, faults));
    for (const Member& member : members) {
        Shard shard;
        shard.server = member.server;
        shard.directory = directory;
        world.shards.push_back(shard);
    }
    world.router.server = {count};
    world.router.directory = directory;
    for (std::uint32_t i = 0; i < world.dials.clients; ++i) {
        Client client;
        client.server = {static_cast<std::uint16_t>(count + 1 + i)};
        client.cache = directory;
        world.clients.push_back(client);
    }
    world.asker = world.clients.front().server;
    world.cluster.machines.resize(count + 1 + world.clients.size());
}

}  // namespace lockstep::shard
