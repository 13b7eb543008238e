// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/pool.h"

namespace lockstep::balance {

// [smooth-weighted-round-robin]
// nginx's (ngx_http_upstream_get_peer): every server's current weight grows by
// its effective weight, the highest wins, the first in order a tie, and pays
// the total of all. After as many picks as the weights add up to all stand
// where they began, and each was picked as often as its weight says.
Pick pickSmoothWeightedRoundRobin(Pool& pool) {
    std::optional<std::uint16_t> best;
    std::int64_t total = 0;
    std::int64_t own = 0;
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        if (!pool.usable(i)) continue;
        Server& server = pool[i];
        const std::int64_t gains = pool.turnWeight(i);
        server.currentWeight += gains;
        total += gains;
        // What failures took grows back by one a pick.
        if (server.effectiveWeight < server.weight) ++server.effectiveWeight;
        pool.scored(i, server.currentWeight);
        if (!best || server.currentWeight > pool[*best].currentWeight) {
            best = i;
            own = gains;
        }
    }
    if (!best) return std::nullopt;
    // The short version that many guides print subtracts the winner's own
    // weight, and the shares go wrong.
    pool[*best].currentWeight -= pool.has(Flaw::ownWeight) ? own : total;
    return Choice{{*best},
                  "Request {request} goes to {server}, whose current weight "
                  "is the highest. Current weights: {scores}."};
}
// [smooth-weighted-round-robin]

}  // namespace lockstep::balance
