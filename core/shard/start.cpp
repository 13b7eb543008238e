// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/start.h"

#include <algorithm>
#include <sstream>

#include "shard/outbox.h"
#include "shard/plan.h"

namespace lockstep::shard {
namespace {

// A number that the head gives: 1 if it gives none.
std::size_t countOf(const Scenario& scenario,
                    const std::vector<DialInfo>& dials, std::string_view name) {
    const auto dial =
        std::find_if(dials.begin(), dials.end(), [&](const DialInfo& info) {
            return info.name == name;
        });
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

void nameFollowers(std::vector<std::string>& names, const std::string& shard,
                   std::size_t replicas) {
    for (std::size_t i = 1; i < replicas; ++i)
        names.push_back(shard + static_cast<char>('a' + i));
}

}  // namespace

void nameOthers(Scenario& scenario, const std::vector<DialInfo>& dials,
                std::vector<Fault>& faults) {
    const std::size_t replicas = countOf(scenario, dials, "replicas");
    auto& names = scenario.spares;
    names.emplace_back("R");
    for (std::size_t i = 1; i <= countOf(scenario, dials, "clients"); ++i)
        names.push_back("C" + std::to_string(i));
    auto servers = scenario.servers;
    if (servers.empty()) {
        servers = numberedServers(static_cast<int>(usualShards));
    }
    for (const ScenarioServer& server : servers)
        nameFollowers(names, server.name, replicas);
    for (const std::string& name : names) {
        if (!isTaken(scenario, name)) continue;
        faults.push_back(
            {scenario.serversPlace, "'" + name +
                                        "' is the name of the router, of a "
                                        "client or of a follower; give the "
                                        "shard another"});
    }
    for (std::size_t i = servers.size() + 1; i <= mostShards; ++i) {
        const std::string name = "S" + std::to_string(i);
        if (isTaken(scenario, name)) continue;
        names.push_back(name);
        nameFollowers(names, name, replicas);
    }
}

View firstView(const World& world, ServerId id, std::size_t firstFollower) {
    View view{id, 1, {id}};
    for (std::size_t i = 0; i + 1 < world.dials.replicas; ++i) {
        view.members.push_back({static_cast<std::uint16_t>(firstFollower + i)});
    }
    return view;
}

void addServers(World& world, ServerId id, const Directory& directory) {
    Shard shard;
    shard.id = id;
    shard.directory = directory;
    shard.copied = {std::make_shared<const ShardState>(shard)};
    const View* view = directory.viewOf(id);
    const auto members = view ? view->members : decltype(view->members){id};
    for (const ServerId server : members) {
        Shard one = shard;
        one.server = server;
        Outbox out(world, server, {});
        if (view && server != id) out.startWatch(one.watch);
        if (view && server == id) {
            for (std::size_t i = 1; i < members.size(); ++i)
                one.followers.push_back({members[i], 0, 0});
            out.startBeat(one.watch);
        }
        world.shards.push_back(one);
    }
}

void start(World& world, std::vector<Fault>& faults) {
    checkServers(world.setup->scenario, faults);
    const std::size_t count = world.setup->serverCount();
    const std::size_t replicas = world.dials.replicas;
    if (count * replicas > mostServers) {
        faults.push_back({whereSet(world.setup->scenario, "replicas"),
                          std::to_string(count) + " shards of " +
                              std::to_string(replicas) +
                              " replicas are more than " +
                              std::to_string(mostServers) +
                              " servers; write fewer of either"});
        return;
    }
    std::vector<Member> members;
    for (std::uint16_t i = 0; i < count; ++i)
        members.push_back({{i}, world.setup->name({i})});
    Directory directory =
        firstDirectory(world.dials.scheme, members, boundsOf(world, faults));
    const std::size_t heads = count + 1 + world.dials.clients;
    for (std::size_t i = 0; replicas > 1 && i < count; ++i) {
        directory.learn(firstView(world, members[i].server,
                                  heads + i * (replicas - 1)));
    }
    world.cluster.machines.resize(heads + count * (replicas - 1));
    for (const Member& member : members)
        addServers(world, member.server, directory);
    world.router.server = {static_cast<std::uint16_t>(count)};
    world.router.directory = directory;
    for (std::uint32_t i = 0; i < world.dials.clients; ++i) {
        Client client;
        client.server = {static_cast<std::uint16_t>(count + 1 + i)};
        client.cache = directory;
        world.clients.push_back(client);
    }
    world.asker = world.clients.front().server;
}

}  // namespace lockstep::shard
