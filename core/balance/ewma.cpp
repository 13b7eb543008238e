// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "balance/pool.h"
#include "kernel/logarithm.h"
#include "kernel/short_text.h"

namespace lockstep::balance {
namespace {

// How much an average of some time ago still weighs: e^(-age/decay).
double weightAfter(Duration age, Duration decay) {
    const double ratio =
        static_cast<double>(age.count()) / static_cast<double>(decay.count());
    return exponential(-std::min(ratio, 100.0));
}

std::int64_t faded(const Cost& cost, Time now, Duration decay) {
    return static_cast<std::int64_t>(static_cast<double>(cost.average) *
                                     weightAfter(now - cost.at, decay));
}

// Nothing is known of a server with requests open and none ended: it is taken
// for slow, or the first answer would come too late for all who ask.
constexpr std::int64_t unknown = 1'000'000'000'000;

}  // namespace

// [observe]
// A request slower than the average takes its place at once (the peak); a
// faster one only pulls it down, the more the longer it stood.
void observe(Cost& cost, Duration took, Time now, Duration decay) {
    if (took.count() >= cost.average) {
        cost.average = took.count();
    } else {
        const double old = weightAfter(now - cost.at, decay);
        cost.average = static_cast<std::int64_t>(
            static_cast<double>(cost.average) * old +
            static_cast<double>(took.count()) * (1 - old));
    }
    cost.at = now;
    cost.recent[cost.answers++ % cost.recent.size()] = took.count();
}
// [observe]

// [ewma]
// Finagle's Peak EWMA: a server costs its average latency times the requests
// that are open there and this one. The lowest cost wins, in turn among
// equals.
Pick pickEwma(Pool& pool) {
    Turn& turn = pool.turn();
    const auto last = static_cast<std::uint16_t>(pool.size() - 1);
    const auto cost = [&](std::uint16_t i) {
        const std::int64_t average =
            faded(pool[i].cost, pool.now(), pool.settings().decay);
        const std::uint32_t open = pool.conns(i);
        if (average == 0 && open > 0) return unknown + open;
        return average * (open + 1);
    };
    std::optional<std::uint16_t> best;
    std::int64_t least = 0;
    std::uint16_t at = turn.last.value_or(last);
    for (std::uint16_t tried = 0; tried < pool.size(); ++tried) {
        at = static_cast<std::uint16_t>(at < last ? at + 1 : 0);
        if (!pool.usable(at)) continue;
        const std::int64_t score = cost(at);
        if (best && score >= least) continue;
        best = at;
        least = score;
    }
    if (!best) return std::nullopt;
    for (std::uint16_t i = 0; pool.telling() && i < pool.size(); ++i) {
        if (!pool.usable(i)) continue;
        const std::int64_t score = cost(i);
        pool.note(i, score >= unknown ? "unknown"
                                      : toShortText(Duration(score)));
    }
    turn.last = best;
    return Choice{{*best},
                  "Request {request} goes to {server}, which costs least. "
                  "Latency times open requests: {scores}."};
}
// [ewma]

}  // namespace lockstep::balance
