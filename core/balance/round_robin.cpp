// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/pool.h"

namespace lockstep::balance {

// [round-robin]
// One after the other, in the order of the head, round and round.
Pick pickRoundRobin(Pool& pool) {
    Turn& turn = pool.turn();
    const auto last = static_cast<std::uint16_t>(pool.size() - 1);
    std::uint16_t at = turn.last.value_or(last);
    for (std::uint16_t tried = 0; tried < pool.size(); ++tried) {
        at = static_cast<std::uint16_t>(at < last ? at + 1 : 0);
        if (!pool.usable(at)) continue;
        pool.scored(at, pool[at].conns);
        turn.last = at;
        return Choice{{at},
                      "Request {request} goes to {server}, the next in turn. "
                      "Open requests there: {scores}."};
    }
    return std::nullopt;
}
// [round-robin]

}  // namespace lockstep::balance
