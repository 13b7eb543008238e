// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/lookup.h"
#include "balance/pool.h"
#include "ring/bounded.h"

namespace lockstep::balance {

// How many requests each may have open, this one counted: so many times its
// share of all.
std::vector<std::uint64_t> capacities(Pool& pool) {
    std::uint64_t open = 1;
    std::uint64_t weights = 0;
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        if (!pool.usable(i)) continue;
        open += pool.conns(i);
        weights += static_cast<std::uint64_t>(pool[i].weight);
    }
    std::vector<std::uint64_t> most(pool.size(), 0);
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        if (!pool.usable(i)) continue;
        most[i] =
            ring::capacity(pool.settings().bound, open,
                           static_cast<std::uint32_t>(pool[i].weight), weights);
    }
    return most;
}

// [bounded-hash]
// Mirrokni and others, "Consistent Hashing with Bounded Loads", 2016: on the
// ring a client goes on past every server that has its share of the open
// requests, times the bound, rounded up. One is always below it.
Pick pickBoundedHash(Pool& pool) {
    const ring::HashRing& ring = pool.ring().ring;
    const auto most = capacities(pool);
    std::vector<bool> passed(pool.size(), false);
    std::size_t at = ring.find(placeOf(pool.client()));
    for (std::size_t walked = 0; walked < ring.size(); ++walked) {
        const ring::ServerIndex server = ring.points()[at].server;
        const std::uint32_t open = pool.conns(server);
        if (pool.telling() && !passed[server]) {
            pool.note(server, std::to_string(open) + " of " +
                                  std::to_string(most[server]));
        }
        if (open < most[server]) {
            return Choice{{server},
                          "Request {request} goes to {server}, which stands "
                          "first behind its hash on the ring and is not "
                          "full. Open, of those it may have: {scores}. Its "
                          "client is {client}."};
        }
        passed[server] = true;
        at = at + 1 < ring.size() ? at + 1 : 0;
    }
    return std::nullopt;
}
// [bounded-hash]

}  // namespace lockstep::balance
