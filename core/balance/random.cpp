// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/pool.h"

namespace lockstep::balance {

// [random]
// Every server that can take it is as likely as any other.
Pick pickRandom(Pool& pool) {
    std::uint64_t usable = 0;
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        if (pool.usable(i)) ++usable;
    }
    if (usable == 0) return std::nullopt;
    std::uint64_t lot = pool.random().below(usable);
    std::uint16_t winner = 0;
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        if (!pool.usable(i)) continue;
        pool.scored(i, pool[i].conns);
        if (lot-- == 0) winner = i;
    }
    return Choice{{winner},
                  "Request {request} goes to {server}, drawn by lot. Open "
                  "requests, which made no difference: {scores}."};
}
// [random]

}  // namespace lockstep::balance
