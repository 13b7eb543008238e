// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/pool.h"

namespace lockstep::balance {

// [source-hash]
// The same client, the same server, as long as the servers are the same: its
// hash, modulo their number. When one goes, nearly all clients move.
Pick pickSourceHash(Pool& pool) {
    std::uint64_t usable = 0;
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        if (pool.usable(i)) ++usable;
    }
    if (usable == 0) return std::nullopt;
    std::uint64_t place = pool.keyHash() % usable;
    std::uint16_t winner = 0;
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        if (!pool.usable(i)) continue;
        pool.scored(i, pool[i].conns);
        if (place-- == 0) winner = i;
    }
    return Choice{{winner},
                  "Request {request} goes to {server}, where its hash leads. "
                  "Open requests, which made no difference: {scores}. Its "
                  "client is {client}."};
}
// [source-hash]

}  // namespace lockstep::balance
