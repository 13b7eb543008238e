// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "balance/pool.h"

namespace lockstep::balance {
namespace {

// What the last answers of a server took on average; 0 before the first.
std::int64_t recentMean(const Cost& cost) {
    if (cost.answers == 0) return 0;
    const auto count = std::min<std::size_t>(cost.answers, cost.recent.size());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += cost.recent[i];
    return std::max<std::int64_t>(1, sum / static_cast<std::int64_t>(count));
}

}  // namespace

// [dynamic-weights]
// Nobody sets these weights: a server that answers in twice the time weighs
// half. The fastest weighs 100, and so does who has not answered yet, or
// nobody would ever ask it.
std::int64_t dynamicWeight(const Cost& cost, std::int64_t fastest) {
    const std::int64_t mean = recentMean(cost);
    if (mean == 0) return 100;
    return std::max<std::int64_t>(1, 100 * fastest / mean);
}

std::int64_t fastestMean(const World& world) {
    std::int64_t fastest = 0;
    for (const Server& server : world.servers) {
        const std::int64_t mean = recentMean(server.cost);
        if (mean != 0 && (fastest == 0 || mean < fastest)) fastest = mean;
    }
    return fastest;
}
// [dynamic-weights]

// [dynamic-weighted-round-robin]
// Smooth weighted round robin, but each weight follows the last three answers.
Pick pickDynamicWeightedRoundRobin(Pool& pool) {
    std::optional<std::uint16_t> best;
    std::int64_t total = 0;
    const std::int64_t fastest = pool.fastestMean();
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        if (!pool.usable(i)) continue;
        const std::int64_t weight = dynamicWeight(pool[i].cost, fastest);
        pool[i].currentWeight += weight;
        total += weight;
        pool.scored(i, pool[i].currentWeight);
        if (!best || pool[i].currentWeight > pool[*best].currentWeight) {
            best = i;
        }
    }
    if (!best) return std::nullopt;
    pool[*best].currentWeight -= total;
    return Choice{{*best},
                  "Request {request} goes to {server}, whose current weight "
                  "is the highest. Current weights: {scores}."};
}
// [dynamic-weighted-round-robin]

}  // namespace lockstep::balance
