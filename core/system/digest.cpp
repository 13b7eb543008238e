// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/topic.h"

namespace lockstep::system {

std::uint64_t Topic::digest(const World& world) {
    std::uint64_t open = 0;
    for (std::size_t i = 0; i < world.journeys.size(); ++i) {
        const Journey& journey = world.journeys[i];
        if (journey.request == 0) continue;
        open += Digest()
                    .add(journey.request)
                    .add(journey.attempt)
                    .add(journey.passed)
                    .value();
    }
    for (std::size_t i = 0; i < world.passages.size(); ++i) {
        const Passage& passage = world.passages[i];
        if (passage.call == 0) continue;
        open += Digest().add(passage.call).add(passage.passed).value();
    }
    const Settings& settings = world.settings;
    return Digest()
        .add(retry::Topic::digest(world.clients))
        .add(breaker::Topic::digest(world.guard))
        .add(balance::Topic::digest(world.pool))
        .add(open)
        .add(static_cast<std::uint64_t>(settings.order))
        .add((settings.guarded ? 1U : 0U) |
             (settings.retriesRefused ? 2U : 0U) |
             (settings.propagation ? 4U : 0U))
        .add(world.load.digest())
        .add(world.refused)
        .add(world.turnedAway)
        .add(world.cancelled)
        .value();
}

std::uint64_t Topic::fingerprint(const World& world) { return digest(world); }

}  // namespace lockstep::system
