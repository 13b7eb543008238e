// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/pool.h"

namespace lockstep::balance {
namespace {

// Whether a has fewer open for its weight than b: compared crosswise, without
// a division.
bool fewer(Pool& pool, std::uint16_t a, std::uint16_t b) {
    return pool.conns(a) * pool[b].weight < pool.conns(b) * pool[a].weight;
}
bool same(Pool& pool, std::uint16_t a, std::uint16_t b) {
    return pool.conns(a) * pool[b].weight == pool.conns(b) * pool[a].weight;
}

// Smooth weighted round robin over those that are tied with the best.
std::uint16_t amongTied(Pool& pool, std::uint16_t first) {
    std::uint16_t best = first;
    std::int64_t total = 0;
    for (std::uint16_t i = first; i < pool.size(); ++i) {
        if (!pool.usable(i) || !same(pool, i, best)) continue;
        Server& server = pool[i];
        const std::int64_t gains = pool.turnWeight(i);
        server.currentWeight += gains;
        total += gains;
        if (server.effectiveWeight < server.weight) ++server.effectiveWeight;
        if (server.currentWeight > pool[best].currentWeight) best = i;
    }
    pool[best].currentWeight -= total;
    return best;
}

}  // namespace

// [weighted-least-connections]
// nginx's least_conn (ngx_http_upstream_get_least_conn_peer): the fewest open
// requests for its weight win; ties go by smooth weighted round robin.
Pick pickWeightedLeastConnections(Pool& pool) {
    std::optional<std::uint16_t> best;
    bool many = false;
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        if (!pool.usable(i)) continue;
        if (!best || fewer(pool, i, *best)) {
            best = i;
            many = false;
        } else if (same(pool, i, *best)) {
            many = true;
        }
    }
    if (!best) return std::nullopt;
    pool.noteConns();
    const std::uint16_t winner = many ? amongTied(pool, *best) : *best;
    return Choice{{winner},
                  "Request {request} goes to {server}, which has the fewest "
                  "open for its weight. Open requests: {scores}."};
}
// [weighted-least-connections]

}  // namespace lockstep::balance
