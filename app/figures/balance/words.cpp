// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/health.h"
#include "figures/balance/scene.h"

namespace lockstep::figures::balance {

std::string policyName(core::Policy policy) {
    switch (policy) {
        case core::Policy::random: return "random";
        case core::Policy::roundRobin: return "round robin";
        case core::Policy::weightedRoundRobin: return "weighted round robin";
        case core::Policy::smoothWeightedRoundRobin: return "smooth weighted round robin";
        case core::Policy::dynamicWeightedRoundRobin: return "dynamic weighted round robin";
        case core::Policy::leastConnections: return "least connections";
        case core::Policy::weightedLeastConnections: return "weighted least connections";
        case core::Policy::twoChoices: return "two choices";
        case core::Policy::ewma: return "peak EWMA";
        case core::Policy::sourceHash: return "source hash";
        case core::Policy::ringHash: return "ring hash";
        case core::Policy::boundedHash: return "bounded-load hash";
        case core::Policy::maglev: return "Maglev";
    }
    return {};
}

// What is the matter with a server, or how it differs from others; empty if nothing.
std::string stateWord(const core::World& world, ServerId id) {
    const core::Server& server = world.server(id);
    if (!world.up(id)) return "crashed";
    if (server.hangs) return "hangs";
    const std::string health = core::healthText(world, id);
    if (health == "down") return "taken out";
    if (health == "checked-down") return "checks fail";
    if (health != "up") return health;
    const auto slow = world.cluster.machine(id).slow;
    if (slow > 1) return "slow ×" + std::to_string(slow);
    const std::int64_t warmth = core::warmth(world, id);
    if (warmth < 1000) return "warm " + std::to_string(warmth / 10) + " %";
    const std::string speed = "×" + std::to_string(server.speed);
    if (server.weight == 1) return server.speed == 1 ? "" : "fast " + speed;
    const bool lessened = server.effectiveWeight != server.weight;
    const std::string weight = "weight " +
                               (lessened ? std::to_string(server.effectiveWeight) + " of " : "") +
                               std::to_string(server.weight);
    return server.speed == 1 ? weight : weight + " · " + speed;
}

std::string describe(const core::World& world, ServerId id) {
    const core::Server& server = world.server(id);
    const std::string state = stateWord(world, id);
    std::string text = world.setup->name(id) + (state.empty() ? "" : ", " + state) + ": " +
                       std::to_string(server.conns) + " open";
    if (server.waiting > 0) text += ", " + std::to_string(server.waiting) + " of them waiting";
    text += "; picked " + std::to_string(server.picks) +
            (server.picks == 1 ? " time, " : " times, ") + percent(server.picks, world.picked) +
            " of all";
    text += "; " + std::to_string(server.finished) + " done, " + std::to_string(server.failed) +
            " failed, " + std::to_string(server.dropped) + " dropped";
    return text + '.';
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return "–";
    return drawing::shortNumber(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1) +
           " %";
}

// Three digits are enough to see.
std::string shortDuration(Duration duration) {
    const double ms = static_cast<double>(duration.count()) / 1000;
    if (ms >= 10'000) return drawing::shortNumber(ms / 1000, 1) + " s";
    if (ms >= 1000) return drawing::shortNumber(ms / 1000, 2) + " s";
    return drawing::shortNumber(ms, ms >= 100 ? 0 : 1) + " ms";
}

}  // namespace lockstep::figures::balance
