// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/placement.h"

#include <algorithm>
#include <numeric>

#include "ring/bounded.h"
#include "ring/jump.h"
#include "ring/maglev.h"
#include "ring/modulo.h"
#include "ring/moves.h"
#include "ring/rendezvous.h"

namespace lockstep::ring {
namespace {

// Each key with the first point at or after it. Keys and points are both in
// order, so one walk around finds all of them.
void placeByWalking(Placement& placement) {
    const Keys& keys = *placement.keys;
    const auto& points = placement.ring.points();
    std::size_t at = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        while (at < points.size() && points[at].position < keys.places[i])
            ++at;
        const Point& point = points[at == points.size() ? 0 : at];
        placement.owners[keys.inOrder[i]] = point.server;
    }
}

void placeBounded(Placement& placement) {
    const Keys& keys = *placement.keys;
    std::vector<Position> places;
    for (KeyIndex key = 0; key < keys.size(); ++key) {
        places.push_back(keys.placeOf(key));
    }
    // A server without a point takes nothing, so it has no share either.
    std::vector<std::uint32_t> weights(placement.servers.size(), 0);
    for (const Point& point : placement.ring.points()) {
        weights[point.server] = placement.servers[point.server].weight;
    }
    const std::uint64_t total =
        std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    for (const std::uint32_t weight : weights) {
        placement.capacities.push_back(
            capacity(placement.plan.bound, keys.size(), weight, total));
    }
    placement.owners =
        ring::placeBounded(placement.ring, places, placement.capacities);
}

// The owner of a key by its hash (rendezvous goes by the name).
ServerIndex ownerByHash(const Placement& placement, std::uint64_t hash) {
    const std::size_t servers = placement.servers.size();
    switch (placement.plan.scheme) {
        case Scheme::ring:
        case Scheme::bounded:
            return placement.ring.ownerAt(
                positionOf(hash, placement.keys->hash));
        case Scheme::mod: return modulo(hash, servers);
        case Scheme::jump:
            return static_cast<ServerIndex>(
                jump(hash, static_cast<std::int32_t>(servers)));
        case Scheme::maglev:
            return placement.table[hash % placement.table.size()];
        case Scheme::rendezvous: break;
    }
    return noServer;
}

void placeAll(Placement& placement) {
    const Keys& keys = *placement.keys;
    const Scheme scheme = placement.plan.scheme;
    const bool nowhere = placement.servers.empty() ||
                         (usesRing(scheme) && placement.ring.empty());
    placement.owners.assign(keys.size(), noServer);
    if (nowhere) return;
    if (scheme == Scheme::bounded) {
        placeBounded(placement);
    } else if (scheme == Scheme::ring && placement.ring.sorted()) {
        placeByWalking(placement);
    } else if (scheme == Scheme::rendezvous) {
        for (KeyIndex key = 0; key < keys.size(); ++key) {
            placement.owners[key] =
                rendezvousOwner(placement.servers, keys.names.name(key));
        }
    } else {
        for (KeyIndex key = 0; key < keys.size(); ++key) {
            placement.owners[key] = ownerByHash(placement, keys.hashes[key]);
        }
    }
}

void countLoads(Placement& placement) {
    placement.loads.assign(placement.servers.size(), 0);
    for (const ServerIndex owner : placement.owners) {
        if (owner != noServer) ++placement.loads[owner];
    }
}

// Gives the keys on arcs that changed hands to whoever holds them now.
void giveArcs(Placement& placement, const HashRing& before,
              const std::vector<ServerIndex>& nowAt) {
    const Keys& keys = *placement.keys;
    visitMovedKeys(keys, movedArcs(before, placement.ring, nowAt),
                   [&](KeyIndex key, const MovedArc& arc) {
                       placement.owners[key] = arc.now;
                   });
    countLoads(placement);
}

}  // namespace

Placement place(const Plan& plan, std::vector<Server> servers,
                std::shared_ptr<const Keys> keys) {
    Placement placement;
    placement.plan = plan;
    placement.servers = std::move(servers);
    placement.keys = std::move(keys);
    if (usesRing(plan.scheme)) {
        placement.ring = HashRing(placement.servers, plan.points, plan.sorted);
    } else if (plan.scheme == Scheme::maglev) {
        placement.table = maglevTable(placement.servers, plan.tableSize);
    }
    placeAll(placement);
    countLoads(placement);
    return placement;
}

Placement joined(const Placement& before, Server newcomer) {
    Placement placement;
    placement.plan = before.plan;
    placement.keys = before.keys;
    placement.servers = before.servers;
    placement.servers.push_back(std::move(newcomer));
    placement.ring = before.ring.with(placement.servers, before.plan.points);
    placement.owners = before.owners;
    std::vector<ServerIndex> nowAt(before.servers.size());
    std::iota(nowAt.begin(), nowAt.end(), ServerIndex{0});
    giveArcs(placement, before.ring, nowAt);
    return placement;
}

Placement left(const Placement& before, ServerIndex leaver) {
    Placement placement;
    placement.plan = before.plan;
    placement.keys = before.keys;
    placement.servers = before.servers;
    placement.servers.erase(placement.servers.begin() + leaver);
    placement.ring = before.ring.without(leaver);
    placement.owners = before.owners;
    std::vector<ServerIndex> nowAt(before.servers.size());
    for (std::size_t i = 0; i < nowAt.size(); ++i) {
        nowAt[i] = static_cast<ServerIndex>(i > leaver ? i - 1 : i);
    }
    nowAt[leaver] = noServer;
    for (ServerIndex& owner : placement.owners) {
        if (owner != noServer) owner = nowAt[owner];
    }
    giveArcs(placement, before.ring, nowAt);
    return placement;
}

ServerIndex ownerOf(const Placement& placement, std::string_view key) {
    const auto owners = replicasOf(placement, key, 1);
    return owners.empty() ? noServer : owners.front();
}

namespace {

// [around]
// Goes around a list from a place on and takes each server once.
template <class At>
std::vector<ServerIndex> around(std::size_t size, std::size_t from,
                                std::size_t count, At at) {
    std::vector<ServerIndex> found;
    for (std::size_t i = 0; i < size && found.size() < count; ++i) {
        const ServerIndex server = at((from + i) % size);
        if (std::find(found.begin(), found.end(), server) == found.end()) {
            found.push_back(server);
        }
    }
    return found;
}
// [around]

// [bounded-replicas]
// The first server that has room comes first; a key that is placed stays
// where it was placed.
std::vector<ServerIndex> boundedReplicas(const Placement& placement,
                                         std::string_view key, Position place,
                                         std::size_t count) {
    auto found = placement.ring.walk(place, placement.servers.size());
    const auto number = placement.keys->names.find(key);
    const auto owner =
        std::find_if(found.begin(), found.end(), [&](ServerIndex server) {
            return number
                       ? placement.owners[*number] == server
                       : placement.loads[server] < placement.capacities[server];
        });
    std::rotate(found.begin(), owner, found.end());
    if (found.size() > count) found.resize(count);
    return found;
}
// [bounded-replicas]

}  // namespace

// [replicas]
std::vector<ServerIndex> replicasOf(const Placement& placement,
                                    std::string_view key, std::size_t count) {
    const std::size_t servers = placement.servers.size();
    if (servers == 0) return {};
    const HashKind kind = keyHash(placement.plan);
    const std::uint64_t hash = hashOfKey(key, kind);
    const Scheme scheme = placement.plan.scheme;
    if (scheme == Scheme::rendezvous) {
        return rendezvous(placement.servers, key, count);
    }
    if (scheme == Scheme::bounded) {
        return boundedReplicas(placement, key, positionOf(hash, kind), count);
    }
    if (scheme == Scheme::ring) {
        return placement.ring.walk(positionOf(hash, kind), count);
    }
    if (scheme == Scheme::maglev) {
        const auto& table = placement.table;
        return around(table.size(), hash % table.size(), count,
                      [&](std::size_t i) { return table[i]; });
    }
    return around(servers, ownerByHash(placement, hash), count,
                  [](std::size_t i) { return static_cast<ServerIndex>(i); });
}
// [replicas]

std::uint64_t pointTotal(const Plan& plan, const std::vector<Server>& servers) {
    std::uint64_t weight = 0;
    for (const Server& server : servers)
        weight += server.weight;
    std::uint64_t total = 0;
    for (const Server& server : servers) {
        total += pointCount(plan.points, server.weight, weight, servers.size());
    }
    return total;
}

}  // namespace lockstep::ring
