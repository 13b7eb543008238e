// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/pool.h"

namespace lockstep::balance {

// [two-choices]
// Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing": draw
// two servers and take the one with fewer open requests. Hardly worse than
// looking at all, and many balancers that do it do not fall on the same one.
Pick pickTwoChoices(Pool& pool) {
    SmallVector<std::uint16_t, 16> usable;
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        if (pool.usable(i)) usable.push_back(i);
    }
    if (usable.empty()) return std::nullopt;
    std::uint16_t best = 0;
    const std::size_t draws =
        std::min<std::size_t>(pool.settings().choices, usable.size());
    for (std::size_t draw = 0; draw < draws; ++draw) {
        // Without putting back: no server is drawn twice.
        const std::size_t lot =
            draw + pool.random().below(usable.size() - draw);
        std::swap(usable[draw], usable[lot]);
        const std::uint16_t drawn = usable[draw];
        pool.scored(drawn, pool.conns(drawn));
        if (draw == 0 || pool.conns(drawn) < pool.conns(best)) best = drawn;
    }
    return Choice{{best},
                  "Request {request} goes to {server}, the least busy of "
                  "those drawn. Open requests: {scores}."};
}
// [two-choices]

}  // namespace lockstep::balance
