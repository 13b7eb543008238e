// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/pool.h"

namespace lockstep::balance {
namespace {

// Of a thousand candidates the telling names the first few.
constexpr int mostNoted = 10;

}  // namespace

void Pool::noteConns() {
    if (!telling_) return;
    for (std::uint16_t i = 0; i < size() && noted_ <= mostNoted; ++i) {
        if (usable(i)) scored(i, conns(i));
    }
}

void Pool::note(std::uint16_t i, const std::string& score) {
    if (!telling_ || ++noted_ > mostNoted + 1) return;
    if (!scores_.empty()) scores_ += ", ";
    scores_ += noted_ > mostNoted ? std::string("…")
                                  : world_.setup->name({i}) + ' ' + score;
}

Pick pickBy(Policy policy, Pool& pool) {
    switch (policy) {
        case Policy::random: return pickRandom(pool);
        case Policy::roundRobin: return pickRoundRobin(pool);
        case Policy::weightedRoundRobin: return pickWeightedRoundRobin(pool);
        case Policy::smoothWeightedRoundRobin:
            return pickSmoothWeightedRoundRobin(pool);
        case Policy::leastConnections: return pickLeastConnections(pool);
        case Policy::weightedLeastConnections:
            return pickWeightedLeastConnections(pool);
        case Policy::twoChoices: return pickTwoChoices(pool);
        case Policy::ewma: return pickEwma(pool);
        case Policy::sourceHash: return pickSourceHash(pool);
    }
    return std::nullopt;
}

}  // namespace lockstep::balance
