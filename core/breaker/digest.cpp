// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/topic.h"

namespace lockstep::breaker {
namespace {

std::uint64_t number(Duration duration) {
    return static_cast<std::uint64_t>(duration.count());
}

void add(Digest& digest, const Timer& timer) {
    digest.add(timer.running ? 1 : 0).add(number(timer.due));
}

void add(Digest& digest, const World& world) {
    const Breaker& breaker = world.breaker;
    digest.add(static_cast<std::uint64_t>(breaker.state))
        .add(breaker.failuresInARow)
        .add(number(breaker.openedAt))
        .add(breaker.probesLetThrough)
        .add(breaker.probes.calls)
        .add(breaker.probes.failures)
        .add(breaker.probes.slow)
        .add(breaker.period);
    breaker.window.visit(
        world.rules, world.cluster.now, [&](const Outcome& outcome) {
            digest.add(number(outcome.at))
                .add((outcome.failed ? 1U : 0U) | (outcome.slow ? 2U : 0U));
        });
}

}  // namespace

std::uint64_t Topic::digest(const World& world) {
    Digest digest;
    add(digest, world);
    for (const Call& call : world.calls) {
        digest.add(call.number)
            .add(number(call.started))
            .add(call.passedIn)
            .add(static_cast<std::uint64_t>(call.ends));
        add(digest, call.end);
    }
    add(digest, world.arrival);
    digest.add(world.dependencyUp ? 1 : 0)
        .add(world.asked)
        .add(world.passed)
        .add(world.rejected)
        .add(world.starved)
        .add(world.ended)
        .add(world.failed)
        .add(static_cast<std::uint64_t>(world.last))
        .add(number(world.ghosts.openedAt))
        .add(world.ghosts.openings)
        .add(world.ghosts.passedHalfOpen);
    const std::size_t own = info().dials.size() - simulate::networkDials;
    for (std::size_t i = 0; i < own; ++i) {
        const DialValue value = dial(world, i);
        digest.add(static_cast<std::uint64_t>(value.low))
            .add(static_cast<std::uint64_t>(value.high));
    }
    return digest.value();
}

std::uint64_t Topic::fingerprint(const World& world) { return digest(world); }

}  // namespace lockstep::breaker
