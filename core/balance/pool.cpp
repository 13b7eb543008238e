// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/pool.h"

namespace lockstep::balance {
namespace {

// Of a thousand candidates the telling names the first few.
constexpr std::size_t mostNoted = 12;

}  // namespace

void Pool::noteConns() {
    if (!telling_) return;
    for (std::uint16_t i = 0; i < size(); ++i) {
        if (usable(i)) scored(i, conns(i));
    }
}

std::string Pool::scores(ServerId winner) const {
    std::string text;
    const auto add = [&](const std::string& words) {
        if (!text.empty()) text += ", ";
        text += words;
    };
    bool isWhole = true;
    for (std::size_t i = 0; i < noted_.size(); ++i) {
        const auto& [server, score] = noted_[i];
        if (i < mostNoted || server == winner.index) {
            add(world_.setup->name({server}) + ' ' + score);
        } else {
            isWhole = false;
        }
    }
    if (!isWhole) add("and so on");
    return text;
}

Pick pickBy(Policy policy, Pool& pool) {
    switch (policy) {
        case Policy::random: return pickRandom(pool);
        case Policy::roundRobin: return pickRoundRobin(pool);
        case Policy::weightedRoundRobin: return pickWeightedRoundRobin(pool);
        case Policy::smoothWeightedRoundRobin:
            return pickSmoothWeightedRoundRobin(pool);
        case Policy::dynamicWeightedRoundRobin:
            return pickDynamicWeightedRoundRobin(pool);
        case Policy::leastConnections: return pickLeastConnections(pool);
        case Policy::weightedLeastConnections:
            return pickWeightedLeastConnections(pool);
        case Policy::twoChoices: return pickTwoChoices(pool);
        case Policy::ewma: return pickEwma(pool);
        case Policy::sourceHash: return pickSourceHash(pool);
        case Policy::ringHash: return pickRingHash(pool);
        case Policy::boundedHash: return pickBoundedHash(pool);
        case Policy::maglev: return pickMaglev(pool);
    }
    return std::nullopt;
}

}  // namespace lockstep::balance
