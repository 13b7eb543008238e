// SPDX-License-Identifier: GPL-3.0-or-later
// Which breaker stands between whom.
#include <algorithm>

#include "breaker/world.h"

namespace lockstep::breaker {
namespace {

std::size_t guardsOfCaller(const World& world) {
    return world.around.scope == Scope::host ? hostCount(world) : 1;
}

}  // namespace

// A world that stands in another topic's has one host, and no machine for it.
std::size_t hostCount(const World& world) {
    return std::max<std::size_t>(1, world.cluster.machines.size());
}

bool isUp(const World& world, ServerId host) {
    return world.cluster.machines.empty() || world.cluster.up(host);
}

std::uint32_t openings(const World& world) {
    std::uint32_t all = 0;
    for (const Guard& guard : world.guards) all += guard.ghosts.openings;
    return all;
}

std::size_t guardOf(const World& world, std::uint32_t caller, ServerId host) {
    const std::size_t first = caller * guardsOfCaller(world);
    return world.around.scope == Scope::host ? first + host.index : first;
}

std::size_t guardOf(const World& world, const Call& call) {
    return guardOf(world, call.caller, call.host);
}

void fitGuards(World& world) {
    world.guards.resize(world.around.callers * guardsOfCaller(world));
}

std::string nameOf(const World& world, std::size_t guard) {
    const bool byHost = world.around.scope == Scope::host;
    const auto host = static_cast<std::uint16_t>(guard % hostCount(world));
    const std::string hostName =
        byHost || hostCount(world) == 1
            ? world.setup->name({byHost ? host : std::uint16_t{0}})
            : std::string("service");
    if (world.around.callers == 1) return hostName;
    const std::string caller =
        "C" + std::to_string(guard / guardsOfCaller(world) + 1);
    return byHost ? caller + '-' + hostName : caller;
}

std::optional<std::size_t> findGuard(const World& world,
                                     std::string_view name) {
    for (std::size_t i = 0; i < world.guards.size(); ++i) {
        if (nameOf(world, i) == name) return i;
    }
    return std::nullopt;
}

std::size_t callsAt(const World& world, ServerId host) {
    return static_cast<std::size_t>(
        std::count_if(world.calls.begin(), world.calls.end(),
                      [&](const Call& call) { return call.host == host; }));
}

std::size_t callsOf(const World& world, std::uint32_t caller) {
    return static_cast<std::size_t>(
        std::count_if(world.calls.begin(), world.calls.end(),
                      [&](const Call& call) { return call.caller == caller; }));
}

}  // namespace lockstep::breaker
