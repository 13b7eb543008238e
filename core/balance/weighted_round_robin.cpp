// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/pool.h"

namespace lockstep::balance {

// [weighted-round-robin]
// In blocks: as many picks in a row as a server has weight, then the next.
// The shares are right, but a heavy server gets its requests all at once.
Pick pickWeightedRoundRobin(Pool& pool) {
    Turn& turn = pool.turn();
    const bool goesOn = turn.last && turn.left > 0 && pool.usable(*turn.last);
    if (!goesOn) {
        const auto last = static_cast<std::uint16_t>(pool.size() - 1);
        std::uint16_t at = turn.last.value_or(last);
        std::uint16_t tried = 0;
        do {
            if (tried++ == pool.size()) return std::nullopt;
            at = static_cast<std::uint16_t>(at < last ? at + 1 : 0);
        } while (!pool.usable(at) || pool[at].weight == 0);
        turn.last = at;
        turn.left = pool[at].weight;
    }
    pool.scored(*turn.last, turn.left);
    --turn.left;
    return Choice{{*turn.last},
                  "Request {request} goes to {server}, whose block it is. "
                  "Picks left in it: {scores}."};
}
// [weighted-round-robin]

}  // namespace lockstep::balance
