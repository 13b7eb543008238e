// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/pool.h"

namespace lockstep::balance {

// [least-connections]
// The fewest open requests win, whatever the weights. Among equals it goes
// round, or the first of them would get every request while all are idle.
Pick pickLeastConnections(Pool& pool) {
    Turn& turn = pool.turn();
    const auto last = static_cast<std::uint16_t>(pool.size() - 1);
    std::optional<std::uint16_t> best;
    std::uint16_t at = turn.last.value_or(last);
    for (std::uint16_t tried = 0; tried < pool.size(); ++tried) {
        at = static_cast<std::uint16_t>(at < last ? at + 1 : 0);
        if (!pool.usable(at)) continue;
        if (!best || pool.conns(at) < pool.conns(*best)) best = at;
    }
    if (!best) return std::nullopt;
    pool.noteConns();
    turn.last = best;
    return Choice{{*best},
                  "Request {request} goes to {server}, which has the fewest "
                  "open. Open requests: {scores}."};
}
// [least-connections]

}  // namespace lockstep::balance
