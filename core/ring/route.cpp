// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/route.h"

#include "ring/jump.h"

namespace lockstep::ring {
namespace {

// The stops on the walk along a list of `size` places that belong to servers,
// past its end to its start. Whoever is met before the owner was full;
// whoever is met after it and holds nothing yet gets a copy.
template <class ServerAt>
void addWalk(std::vector<Stop>& stops, std::size_t size, std::size_t from,
             const std::vector<ServerIndex>& holders, ServerAt serverAt) {
    std::size_t at = from;
    stops.push_back({StopKind::landing, serverAt(at), at, 1});
    for (std::size_t i = 0; i < holders.size(); ++i) {
        const std::size_t start = at;
        std::size_t passed = 0;
        while (serverAt(at) != holders[i]) {
            at = at + 1 == size ? 0 : at + 1;
            ++passed;
        }
        if (passed > 0) {
            const StopKind why = i == 0 ? StopKind::full : StopKind::passed;
            stops.push_back({why, serverAt(start), start, passed});
        }
        const StopKind kind = i == 0 ? StopKind::owner : StopKind::replica;
        stops.push_back({kind, holders[i], at, 1});
        at = at + 1 == size ? 0 : at + 1;
    }
}

// Where nothing is walked, servers follow each other by the scheme's rule.
void addHolders(std::vector<Stop>& stops,
                const std::vector<ServerIndex>& holders) {
    stops.push_back({StopKind::landing, holders[0], holders[0], 1});
    for (const ServerIndex holder : holders) {
        const bool first = holder == holders[0];
        stops.push_back({first ? StopKind::owner : StopKind::replica, holder,
                         holder, 1});
    }
}

void addBuckets(std::vector<Stop>& stops, std::uint64_t hash,
                std::size_t servers) {
    std::vector<std::int32_t> buckets;
    jump(hash, static_cast<std::int32_t>(servers), &buckets);
    for (const std::int32_t bucket : buckets) {
        stops.push_back({StopKind::bucket, static_cast<ServerIndex>(bucket),
                         static_cast<std::size_t>(bucket), 1});
    }
}

}  // namespace

// [route]
std::vector<Stop> routeOf(const Placement& placement, std::string_view key,
                          std::size_t copies) {
    const auto holders = replicasOf(placement, key, copies);
    if (holders.empty()) return {};
    const HashKind kind = keyHash(placement.plan);
    const std::uint64_t hash = hashOfKey(key, kind);
    std::vector<Stop> stops = {{}};
    const auto& points = placement.ring.points();
    const auto& table = placement.table;
    switch (placement.plan.scheme) {
        case Scheme::ring:
        case Scheme::bounded:
            addWalk(stops, points.size(),
                    placement.ring.find(positionOf(hash, kind)), holders,
                    [&](std::size_t at) { return points[at].server; });
            break;
        case Scheme::maglev:
            addWalk(stops, table.size(), hash % table.size(), holders,
                    [&](std::size_t at) { return table[at]; });
            break;
        case Scheme::jump:
            addBuckets(stops, hash, placement.servers.size());
            [[fallthrough]];
        case Scheme::mod:
        case Scheme::rendezvous: addHolders(stops, holders); break;
    }
    return stops;
}
// [route]

}  // namespace lockstep::ring
