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

void add(Digest& digest, const Tally& tally) {
    digest.add(tally.calls).add(tally.failures).add(tally.slow);
}

void add(Digest& digest, const Ghosts& ghosts) {
    digest.add(number(ghosts.openedAt))
        .add(number(ghosts.waitShift))
        .add(ghosts.openings)
        .add(ghosts.passed)
        .add(ghosts.passedHalfOpen);
    add(digest, ghosts.probes);
}

void add(Digest& digest, const World& world, const Guard& guard) {
    const Breaker& breaker = guard.breaker;
    digest.add(static_cast<std::uint64_t>(breaker.state))
        .add(breaker.failuresInARow)
        .add(number(breaker.openedAt))
        .add(number(breaker.waitShift))
        .add(number(breaker.halfOpenAt))
        .add(breaker.probesLetThrough)
        .add(breaker.period);
    add(digest, breaker.probes);
    breaker.window.visit(
        world.rules, world.cluster.now, [&](const Outcome& outcome) {
            digest.add(number(outcome.at))
                .add((outcome.failed ? 1U : 0U) | (outcome.slow ? 2U : 0U));
        });
    add(digest, guard.ghosts);
    guard.throttle.visit([&](const auto& second) {
        digest.add(static_cast<std::uint64_t>(second.number))
            .add(second.requests)
            .add(second.accepts);
    });
}

void add(Digest& digest, const Call& call) {
    digest.add(call.number)
        .add(number(call.started))
        .add(call.passedIn)
        .add(call.caller)
        .add(call.host.index)
        .add(static_cast<std::uint64_t>(call.ends));
    add(digest, call.end);
}

}  // namespace

std::uint64_t Topic::digest(const World& world) {
    Digest digest;
    for (const Guard& guard : world.guards) add(digest, world, guard);
    for (const Call& call : world.calls) add(digest, call);
    add(digest, world.arrival);
    for (const Machine& host : world.cluster.machines) {
        digest.add(host.up ? 1 : 0);
    }
    for (const BareCall& call : world.bare.calls) {
        digest.add(call.number).add(number(call.until));
    }
    digest.add(world.bare.starved);
    digest.add(world.shown)
        .add(world.asked)
        .add(world.passed)
        .add(world.rejected)
        .add(world.starved)
        .add(world.ended)
        .add(world.failed)
        .add(world.fallbacks)
        .add(world.answeredAt ? number(*world.answeredAt) + 1 : 0)
        .add(static_cast<std::uint64_t>(world.last));
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
