// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/topic.h"

namespace lockstep::retry {
namespace {

std::uint64_t bits(std::int64_t number) {
    return static_cast<std::uint64_t>(number);
}
std::uint64_t bits(Duration duration) { return bits(duration.count()); }

void add(Digest& digest, const Timer* timer) {
    const bool runs = timer && timer->running;
    digest.add(runs ? bits(timer->due) + 1 : 0);
}

std::uint64_t callDigest(const World& world, Slot slot) {
    const Call& call = world.calls[slot];
    if (call.number == 0) return 0;
    Digest digest;
    digest.add(call.number)
        .add(bits(call.started))
        .add(call.attempts)
        .add(call.underWay)
        .add(call.retries)
        .add(call.rested)
        .add(call.hedged ? 1 : 0)
        .add(bits(call.lastDelay));
    for (const std::uint8_t at : call.at)
        digest.add(at);
    add(digest, world.retries.find(slot));
    add(digest, world.deadlines.find(slot));
    return digest.value();
}

std::uint64_t attemptDigest(const World& world, Slot slot) {
    const Attempt& attempt = world.attempts[slot];
    if (attempt.call == 0) return 0;
    Digest digest;
    digest.add(attempt.call)
        .add(attempt.number)
        .add(bits(attempt.sent))
        .add((attempt.abandoned ? 1U : 0U) | (attempt.atDependency ? 2U : 0U) |
             (attempt.replyLost ? 4U : 0U));
    add(digest, world.timeouts.find(slot));
    return digest.value();
}

}  // namespace

std::uint64_t Topic::digest(const World& world) {
    std::uint64_t open = 0;
    for (Slot slot = 0; slot < world.calls.size(); ++slot)
        open += callDigest(world, slot);
    for (Slot slot = 0; slot < world.attempts.size(); ++slot)
        open += attemptDigest(world, slot);
    Digest digest;
    digest.add(open);
    add(digest, &world.arrival);
    add(digest, &world.served);
    digest.add(bits(world.allowance.budget))
        .add(bits(world.allowance.throttle))
        .add(static_cast<std::uint64_t>(world.health))
        .add(world.waiting)
        .add(world.made)
        .add(world.tried)
        .add(world.succeeded)
        .add(world.gaveUp)
        .add(world.wasted)
        .add(world.peak)
        .add(world.ghosts.retries)
        .add(world.done)
        .add(world.doneAgain);
    for (std::size_t i = 0; i < world.effects.size(); ++i) {
        const Effects& effects = world.effects[i];
        digest.add(effects.count * 2U + (effects.hasKey ? 1U : 0U));
    }
    for (const requests::Rate* rate :
         {&world.rates.calls, &world.rates.attempts, &world.rates.goodput,
          &world.rates.retries}) {
        digest.add(rate->digest());
    }
    for (const Duration delay : world.delays)
        digest.add(bits(delay));
    const std::size_t own = info().dials.size() - simulate::networkDials;
    for (std::size_t i = 0; i < own; ++i) {
        const DialValue value = dial(world, i);
        digest.add(bits(value.low)).add(bits(value.high));
    }
    return digest.value();
}

std::uint64_t Topic::fingerprint(const World& world) { return digest(world); }

}  // namespace lockstep::retry
