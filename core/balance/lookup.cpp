// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/lookup.h"

#include <algorithm>
#include <numeric>

#include "ring/maglev.h"

namespace lockstep::balance {
namespace {

constexpr std::uint64_t mostPoints = 4'000'000;

// The weights that there is room for: all scaled down alike, at least 1.
std::vector<std::uint32_t> fitting(std::vector<std::uint32_t> weights,
                                   std::uint64_t most) {
    const auto total =
        std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    if (total <= most) return weights;
    for (std::uint32_t& weight : weights) {
        if (weight == 0) continue;
        weight = static_cast<std::uint32_t>(
            std::max<std::uint64_t>(1, weight * most / total));
    }
    return weights;
}

// The servers with a weight, and which server of the world each is.
struct Members {
    std::vector<ring::Server> servers;
    std::vector<ring::ServerIndex> index;
};

Members membersOf(const World& world,
                  const std::vector<std::uint32_t>& weights) {
    Members members;
    for (std::uint16_t i = 0; i < weights.size(); ++i) {
        if (weights[i] == 0) continue;
        members.servers.push_back({world.setup->name({i}), weights[i]});
        members.index.push_back(i);
    }
    return members;
}

std::vector<std::uint32_t> weightsOf(const World& world) {
    std::vector<std::uint32_t> weights;
    for (const Server& server : world.servers)
        weights.push_back(static_cast<std::uint32_t>(server.weight));
    return weights;
}

enum class Kind : std::uint8_t { ring, table };

// Whether what is there was made from the same.
bool isThere(const World& world, Kind kind,
             const std::vector<std::uint32_t>& weights, std::uint32_t size) {
    const auto& lookup = world.lookup.lookup;
    return lookup && lookup->table.empty() == (kind == Kind::ring) &&
           lookup->size == size && lookup->weights == weights;
}

}  // namespace

const Lookup& ringOf(World& world) {
    const std::uint32_t nodes = world.settings.virtualNodes;
    auto weights = weightsOf(world);
    if (!isThere(world, Kind::ring, weights, nodes)) {
        auto made = std::make_shared<Lookup>();
        made->weights = weights;
        made->size = nodes;
        const auto scaled = fitting(std::move(weights), mostPoints / nodes);
        made->ring = ring::HashRing(membersOf(world, scaled).servers,
                                    {ring::HashKind::xxhash64, nodes, false});
        world.lookup.lookup = std::move(made);
    }
    return *world.lookup.lookup;
}

const Lookup& tableOf(World& world, const std::vector<bool>& usable) {
    const std::uint32_t entries = world.settings.tableSize;
    auto weights = weightsOf(world);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!usable[i]) weights[i] = 0;
    }
    if (!isThere(world, Kind::table, weights, entries)) {
        auto made = std::make_shared<Lookup>();
        made->weights = weights;
        made->size = entries;
        made->entries.assign(weights.size(), 0);
        const Members members =
            membersOf(world, fitting(std::move(weights), entries));
        made->table = ring::maglevTable(members.servers, entries);
        for (ring::ServerIndex& server : made->table) {
            server = members.index[server];
            ++made->entries[server];
        }
        world.lookup.lookup = std::move(made);
    }
    return *world.lookup.lookup;
}

ring::Position placeOf(std::string_view client) {
    return ring::xxHash64(client);
}

std::size_t entryOf(std::string_view client, const Lookup& lookup) {
    return ring::xxHash64(client) % lookup.table.size();
}

}  // namespace lockstep::balance
