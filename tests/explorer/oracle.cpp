// SPDX-License-Identifier: GPL-3.0-or-later
#include "oracle.h"

#include <algorithm>
#include <deque>
#include <set>
#include <vector>

namespace lockstep::explorer::testing {
namespace {

struct State {
    LockWorld world;
    Allowance left;
    int depth = 0;
};

std::string nameOf(const State& state) {
    std::string name;
    for (const auto& machine : state.world.cluster.machines)
        name += machine.up ? 'u' : 'd';
    std::vector<std::string> flight;
    for (const auto& packet : state.world.cluster.packets) {
        flight.push_back(std::to_string(packet.from.index) + std::to_string(packet.to.index) +
                         std::to_string(static_cast<int>(packet.body.kind)));
    }
    std::sort(flight.begin(), flight.end());
    for (const auto& packet : flight)
        name += ' ' + packet;
    for (const auto& client : state.world.clients) {
        name += client.wants ? " w" : " -";
        name += client.holds ? 'h' : '-';
    }
    name += ' ' + std::to_string(state.world.holder ? state.world.holder->index : 9);
    for (const int left : {state.left.asks, state.left.releases, state.left.crashes,
                           state.left.losses, state.left.duplicates}) {
        name += ' ' + std::to_string(left);
    }
    return name;
}

// A move that is possible and allowed, with what it costs.
template <class Visit>
void visitMoves(const State& state, Visit visit) {
    const auto& cluster = state.world.cluster;
    for (const auto& packet : cluster.packets) {
        if (cluster.up(packet.to)) visit(Action{Verb::deliver, {}, {}, packet.id, 0}, nullptr);
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

int holders(const LockWorld& world) {
    return static_cast<int>(std::count_if(world.clients.begin(), world.clients.end(),
                                          [](const auto& client) { return client.holds; }));
}

}  // namespace

Count countStates(const LockWorld& start, const Allowance& allowance) {
    Count count;
    std::deque<State> queue{{start, allowance, 0}};
    std::set<std::string> seen{nameOf(queue.front())};
    while (!queue.empty()) {
        const State state = queue.front();
        queue.pop_front();
        count.depth = state.depth;
        visitMoves(state, [&](const Action& action, int Allowance::*price) {
            State next = state;
            if (price && next.left.*price == 0) return;
            if (price) --(next.left.*price);
            ++next.depth;
            simulate::play<Lock>(next.world, action, Playing{nullptr, true, 0});
            if (count.violation < 0 && holders(next.world) > 1) count.violation = next.depth;
            if (seen.insert(nameOf(next)).second) queue.push_back(next);
        });
    }
    count.states = seen.size();
    return count;
}

}  // namespace lockstep::explorer::testing
