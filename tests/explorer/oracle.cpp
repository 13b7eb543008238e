// SPDX-License-Identifier: GPL-3.0-or-later
#include "oracle.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>
#include <set>
#include <vector>

namespace lockstep::explorer::testing {
namespace {

struct State {
    LockWorld world;
    Allowance left;
    int depth = 0;
};

// The servers under other names: `name[i]` is that of server i.
using Names = std::vector<int>;

// The sides by number of their first server, under those names.
std::vector<int> sidesOf(const LockWorld& world, const Names& names) {
    std::vector<int> place(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        place[static_cast<std::size_t>(names[i])] = static_cast<int>(i);
    std::vector<int> sides;
    std::map<int, int> known;
    for (const int server : place) {
        const int group = world.cluster.machines[static_cast<std::size_t>(server)].group;
        sides.push_back(known.emplace(group, static_cast<int>(known.size())).first->second);
    }
    return sides;
}

std::string nameOf(const State& state, const Names& names) {
    const auto named = [&](ServerId id) { return std::to_string(names[id.index]); };
    std::vector<std::string> parts;
    for (std::uint16_t i = 0; i < names.size(); ++i) {
        const auto& client = state.world.clients[i];
        parts.push_back('s' + named({i}) + (state.world.cluster.up({i}) ? 'u' : 'd') +
                        (client.wants ? 'w' : '-') + (client.holds ? 'h' : '-'));
    }
    for (const auto& packet : state.world.cluster.packets) {
        parts.push_back('p' + named(packet.from) + named(packet.to) +
                        std::to_string(static_cast<int>(packet.body.kind)));
    }
    std::sort(parts.begin(), parts.end());
    std::string name;
    for (const auto& part : parts)
        name += part + ' ';
    for (const int side : sidesOf(state.world, names))
        name += std::to_string(side);
    name += state.world.holder ? 'h' + named(*state.world.holder) : "free";
    const Allowance& left = state.left;
    for (const int count :
         {left.asks, left.releases, left.crashes, left.losses, left.duplicates, left.partitions}) {
        name += ' ' + std::to_string(count);
    }
    return name;
}

Names ownNames(const State& state) {
    Names names(state.world.clients.size());
    std::iota(names.begin(), names.end(), 0);
    return names;
}

// The least of all names that the state has with its clients swapped.
std::string foldedNameOf(const State& state) {
    Names names = ownNames(state);
    std::string least = nameOf(state, names);
    while (std::next_permutation(names.begin() + 1, names.end()))
        least = std::min(least, nameOf(state, names));
    return least;
}

// Every way to tell each server its side that does part them, each once.
std::vector<std::vector<int>> partings(std::size_t servers) {
    std::set<std::vector<int>> all;
    std::vector<int> sides(servers, 0);
    for (;;) {
        std::map<int, int> known;
        std::vector<int> numbered;
        for (const int side : sides) {
            numbered.push_back(known.emplace(side, static_cast<int>(known.size())).first->second);
        }
        if (known.size() > 1) all.insert(numbered);
        std::size_t at = 0;
        while (at < servers && ++sides[at] == static_cast<int>(servers))
            sides[at++] = 0;
        if (at == servers) return {all.begin(), all.end()};
    }
}

// A move that is possible and allowed, with what it costs.
template <class Visit>
void visitMoves(const State& state, Visit visit) {
    const auto& cluster = state.world.cluster;
    for (const auto& packet : cluster.packets) {
        const bool arrives = cluster.up(packet.to) && !cluster.blocked(packet.from, packet.to);
        if (arrives) visit(Action{Verb::deliver, {}, {}, packet.id, 0}, nullptr);
        visit(Action{Verb::drop, {}, {}, packet.id, 0}, &Allowance::losses);
        visit(Action{Verb::duplicate, {}, {}, packet.id, 0}, &Allowance::duplicates);
    }
    for (std::uint16_t i = 0; i < cluster.size(); ++i) {
        if (!cluster.up({i})) {
            visit(Action{Verb::restart, {i}, {}, 0, 0}, nullptr);
            continue;
        }
        visit(Action{Verb::crash, {i}, {}, 0, 0}, &Allowance::crashes);
        if (i == 0) continue;
        const auto& client = state.world.clients[i];
        if (client.holds) visit(Action{topicVerb(1), {i}, {}, 0, 0}, &Allowance::releases);
        if (!client.holds && !client.wants) {
            visit(Action{topicVerb(0), {i}, {}, 0, 0}, &Allowance::asks);
        }
    }
}

// The network parted another way, or whole again, which costs nothing.
template <class Visit>
void visitPartings(const State& state, const std::vector<std::vector<int>>& ways, Visit visit) {
    const auto& machines = state.world.cluster.machines;
    const auto part = [&](const std::vector<int>& sides, int price) {
        State next = state;
        bool changes = false;
        for (std::size_t i = 0; i < sides.size(); ++i) {
            changes = changes || machines[i].group != sides[i];
            next.world.cluster.machines[i].group = static_cast<std::uint8_t>(sides[i]);
        }
        next.left.partitions -= price;
        ++next.depth;
        if (changes && next.left.partitions >= 0) visit(next);
    };
    part(std::vector<int>(machines.size(), 0), 0);
    for (const auto& sides : ways)
        part(sides, 1);
}

int holders(const LockWorld& world) {
    return static_cast<int>(std::count_if(world.clients.begin(), world.clients.end(),
                                          [](const auto& client) { return client.holds; }));
}

}  // namespace

Count countStates(const LockWorld& start, const Allowance& allowance, int deepest) {
    Count count;
    std::deque<State> queue{{start, allowance, 0}};
    const Names names = ownNames(queue.front());
    std::set<std::string> seen{nameOf(queue.front(), names)};
    std::set<std::string> folded;
    const auto ways = partings(names.size());
    while (!queue.empty()) {
        const State state = queue.front();
        queue.pop_front();
        count.depth = state.depth;
        folded.insert(foldedNameOf(state));
        if (state.depth == deepest) continue;
        visitPartings(state, ways, [&](const State& next) {
            if (seen.insert(nameOf(next, names)).second) queue.push_back(next);
        });
        visitMoves(state, [&](const Action& action, int Allowance::*price) {
            State next = state;
            if (price && next.left.*price == 0) return;
            if (price) --(next.left.*price);
            ++next.depth;
            simulate::play<Lock>(next.world, action, Playing{nullptr, true, 0});
            if (count.violation < 0 && holders(next.world) > 1) count.violation = next.depth;
            if (seen.insert(nameOf(next, names)).second) queue.push_back(next);
        });
    }
    count.states = seen.size();
    count.folded = folded.size();
    return count;
}

}  // namespace lockstep::explorer::testing
