// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/ring.h"

#include <algorithm>

#include "ring/change.h"
#include "ring/lookup.h"
#include "ring/maglev.h"

namespace lockstep::ring {
namespace {

constexpr std::size_t longestName = 64;

RingVerb verbOf(const Action& action) {
    return static_cast<RingVerb>(topicVerbIndex(action.verb));
}

std::string nobodyNamed(const World& world, std::string_view name) {
    std::string text = "there is no server '" + std::string(name) + "'; ";
    if (world.members.empty()) return text + "there is none at all";
    text += "the servers are";
    const std::size_t shown = std::min<std::size_t>(12, world.members.size());
    for (std::size_t i = 0; i < shown; ++i) {
        text += ' ';
        text += world.setup->symbols.text(world.members[i].name);
    }
    return shown < world.members.size() ? text + " …" : text;
}

std::string badName(std::string_view name) {
    if (name.empty()) return "a server's name is empty; write a name";
    if (name.size() > longestName) {
        return "a server's name is too long; it may have 64 bytes";
    }
    if (name == "|" || name.find('*') != std::string_view::npos) {
        return "'" + std::string(name) + "' cannot be a server's name";
    }
    return {};
}

// Why these servers cannot be placed by this plan; empty if they can.
std::string tooMuch(const Plan& plan, const std::vector<Server>& servers,
                    std::size_t keys) {
    if (usesRing(plan.scheme)) {
        const std::uint64_t points = pointTotal(plan, servers);
        if (points > mostPoints) {
            return "the ring would have " + std::to_string(points) +
                   " points, and may have " + std::to_string(mostPoints) +
                   "; lower vnodes or the weights";
        }
    }
    const std::uint64_t scores = std::uint64_t{keys} * servers.size();
    if (plan.scheme == Scheme::rendezvous && scores > mostScores) {
        return "rendezvous would count " + std::to_string(scores) +
               " scores, and may count " + std::to_string(mostScores) +
               "; lower keys or servers";
    }
    return {};
}

std::string refusalToAdd(const World& world, std::string_view name) {
    std::vector<Server> servers = serversOf(world);
    servers.push_back({std::string(name), 1});
    if (servers.size() > mostServers) {
        return "there are " + std::to_string(mostServers) +
               " servers, and there may not be more";
    }
    return tooMuch(planOf(world), servers, world.placement->keys->size());
}

std::string refusalToReweigh(const World& world, ServerIndex server,
                             std::uint32_t weight) {
    if (weight < 1 || weight > mostWeight) {
        return "a weight is from 1 to " + std::to_string(mostWeight) +
               ", not " + std::to_string(weight);
    }
    std::vector<Server> servers = serversOf(world);
    servers[server].weight = weight;
    return tooMuch(planOf(world), servers, world.placement->keys->size());
}

}  // namespace

ServerIndex memberNamed(const World& world, Symbol name) {
    for (std::size_t i = 0; i < world.members.size(); ++i) {
        if (world.members[i].name == name) return static_cast<ServerIndex>(i);
    }
    return noServer;
}

Symbol nameOf(const World& world, ServerIndex server) {
    return server == noServer ? Symbol::none : world.members[server].name;
}

std::vector<Server> serversOf(const World& world) {
    std::vector<Server> servers;
    for (const Member& member : world.members) {
        servers.push_back({std::string(world.setup->symbols.text(member.name)),
                           member.weight});
    }
    return servers;
}

Plan planOf(const World& world) {
    const Dials& dials = world.dials;
    Plan plan;
    plan.scheme = dials.scheme;
    plan.points = {dials.hash, dials.virtualNodes,
                   world.has(Flaw::noVirtualNodes)};
    plan.bound = dials.bound;
    plan.tableSize = dials.tableSize;
    plan.sorted = !world.has(Flaw::unsorted);
    return plan;
}

void Ring::start(World& world, std::vector<Fault>& faults) {
    const Scenario& scenario = world.setup->scenario;
    for (const ScenarioServer& server : scenario.servers) {
        world.members.push_back({world.setup->symbols.intern(server.name),
                                 static_cast<std::uint32_t>(server.weight)});
    }
    for (const Given& given : scenario.givens) {
        faults.push_back({given.place,
                          "ring takes no given; servers have "
                          "weights instead: servers a:5 b:1"});
    }
    if (world.dials.keys == Symbol::none) {
        world.dials.keys = world.setup->symbols.intern("100");
    }
    Place place = scenario.serversPlace;
    std::string why;
    const auto& dials = info().dials;
    for (std::size_t i = simulate::networkDials; i < dials.size(); ++i) {
        for (const Setting& setting : scenario.dials) {
            if (setting.name != dials[i].name) continue;
            place = setting.valuePlace;
            const std::size_t index = i - simulate::networkDials;
            why = dialRefusal(world, index, dial(world, index));
            if (!why.empty()) {
                faults.push_back({place, why});
                return;
            }
        }
    }
    const auto keys =
        KeyNames::read(world.setup->symbols.text(world.dials.keys), why);
    why = tooMuch(planOf(world), serversOf(world), keys->size());
    if (!why.empty()) faults.push_back({place, why});
    if (faults.empty()) placeKeys(world);
}

void Ring::apply(World& world, const Action& action, const Playing& playing) {
    const Symbol word = symbolOf(action.n);
    const RingVerb verb = verbOf(action);
    if (verb < RingVerb::lookup) dropTrace(world, playing);
    switch (verb) {
        case RingVerb::add: add(world, word, playing); return;
        case RingVerb::remove: remove(world, word, playing); return;
        case RingVerb::weight: reweigh(world, word, action.m, playing); return;
        case RingVerb::lookup: lookUp(world, word, playing); return;
        case RingVerb::trace: beginTrace(world, word, playing); return;
        case RingVerb::advance: advanceTrace(world, playing); return;
    }
}

std::string Ring::refusal(const World& world, const Action& action) {
    const Symbol word = symbolOf(action.n);
    const std::string_view text = world.setup->symbols.text(word);
    if (verbOf(action) == RingVerb::advance) {
        if (world.trace.next.running) return {};
        return "no look-up is under way; trace KEY begins one";
    }
    if (verbOf(action) >= RingVerb::lookup) {
        if (text.size() <= longestKey) return {};
        return "a key has at most " + std::to_string(longestKey) +
               " bytes, not " + std::to_string(text.size());
    }
    if (std::string why = badName(text); !why.empty()) return why;
    const ServerIndex server = memberNamed(world, word);
    const bool there = server != noServer;
    if (verbOf(action) == RingVerb::add) {
        if (there) return std::string(text) + " is there already";
        return refusalToAdd(world, text);
    }
    if (!there) return nobodyNamed(world, text);
    if (verbOf(action) == RingVerb::weight) {
        return refusalToReweigh(world, server, action.m);
    }
    return {};
}

std::string Ring::dialRefusal(const World& world, std::size_t index,
                              DialValue value) {
    const auto dial = static_cast<RingDial>(index);
    if (dial == RingDial::tableSize) {
        const auto size = static_cast<std::uint64_t>(value.low);
        if (isPrime(size)) return {};
        std::uint64_t next = size;
        while (!isPrime(next))
            ++next;
        return "table-size must be prime, so that every server's steps reach "
               "every entry; " +
               std::to_string(size) + " is not, " + std::to_string(next) +
               " is";
    }
    std::string why;
    if (dial == RingDial::keys) {
        const auto text = static_cast<std::uint32_t>(value.low);
        const auto keys =
            KeyNames::read(world.setup->symbols.text(symbolOf(text)), why);
        if (!keys || world.placement.value == nullptr) return why;
        return tooMuch(planOf(world), serversOf(world), keys->size());
    }
    if (world.placement.value == nullptr) return {};
    World turned;
    turned.flaws = world.flaws;
    turned.dials = world.dials;
    setDial(turned, index, value);
    return tooMuch(planOf(turned), serversOf(world),
                   world.placement->keys->size());
}

void Ring::adjusted(World& world, const Playing& playing) {
    dropTrace(world, playing);
    ring::adjusted(world, playing);
}

void Ring::visitGauges(const World& world, const GaugeSink& sink) {
    const Placement& placement = *world.placement;
    sink(0, {}, spreadOf(placement));
    sink(1, {}, 100 * deviationOf(placement));
    const Change& change = *world.change;
    const double all = change.keyCount == 0 ? 1.0 : change.keyCount;
    sink(2, {}, 100 * static_cast<double>(change.moved.size()) / all);
    sink(3, {}, 100 * static_cast<double>(change.movedByMod) / all);
}

}  // namespace lockstep::ring
