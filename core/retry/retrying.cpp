// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/retrying.h"

#include "retry/backoff.h"
#include "retry/calls.h"
#include "retry/events.h"

namespace lockstep::retry {
namespace {

// [next-layer]
// The deepest layer that has an attempt left makes it, and those below begin
// again: so attempts multiply from layer to layer. The retry's number at its
// layer; 0 if none has any left.
std::uint32_t nextAttempt(const Settings& settings, Call& call) {
    for (std::uint32_t layer = settings.layers; layer-- > 0;) {
        if (call.at[layer] < settings.attempts) {
            return call.at[layer]++;
        }
        call.at[layer] = 1;
    }
    return 0;
}
// [next-layer]

// [delay]
// A time that the dependency asks for goes before the client's own, and the
// back-off begins anew after it (gRPC A6).
Duration delayOf(World& world, Call& call, std::uint32_t retry,
                 std::optional<Duration> asked) {
    if (asked) {
        call.rested = retry;
        call.lastDelay = world.settings.base;
        return *asked;
    }
    if (retry <= call.rested) call.rested = 0;
    const Duration previous =
        call.retries == 0 ? world.settings.base : call.lastDelay;
    call.lastDelay = delayBefore(world.settings, retry - call.rested, previous,
                                 world.flaws, world.cluster.random);
    return call.lastDelay;
}
// [delay]

void noteRetry(World& world, const Call& call, Answer answer) {
    if (answer == Answer::permanent) world.ghosts.retriedPermanent = true;
    ++world.ghosts.retries;
    ++world.ghosts.budgeted;
    if (call.lastDelay > world.settings.cap) {
        world.ghosts.tooLong = call.lastDelay;
    }
}

}  // namespace

// [may-retry]
const char* whyNoRetry(World& world, Answer answer) {
    const bool permanent = answer == Answer::permanent;
    if (permanent && !world.has(Flaw::allErrors)) {
        return "Call {call} is given up at attempt {attempts}. No retry "
               "mends this error.";
    }
    if (throttled(world.allowance, world.settings)) {
        return "Call {call} is given up at attempt {attempts}. Retries "
               "are throttled: too many failed lately.";
    }
    if (!spend(world.allowance, world.settings)) {
        return "Call {call} is given up at attempt {attempts}. The retry "
               "budget is spent.";
    }
    return nullptr;
}
// [may-retry]

// [retry]
void retryOrGiveUp(World& world, Slot slot, Answer answer,
                   std::optional<Duration> asked, const Playing& playing) {
    Call call = world.calls[slot];
    const std::uint32_t retry = nextAttempt(world.settings, call);
    if (retry == 0) {
        giveUp(world, slot,
               "Call {call} is given up at attempt {attempts}. It has "
               "none left.",
               playing);
        return;
    }
    if (const char* why = whyNoRetry(world, answer)) {
        giveUp(world, slot, why, playing);
        return;
    }
    const Duration delay = delayOf(world, call, retry, asked);
    const auto deadline = deadlineOf(world, call);
    if (deadline && world.cluster.now + delay > *deadline) {
        giveUp(world, slot,
               "Call {call} is given up at attempt {attempts}. The next "
               "would come after its deadline.",
               playing);
        return;
    }
    ++call.retries;
    world.calls.set(slot, call);
    noteRetry(world, call, answer);
    if (!asked && call.number == world.delaysOf) world.delays.push_back(delay);
    world.retries.set(slot, in(world, delay));
    say(playing, backsOff, "Call {call} waits {delay} before attempt {next}.",
        call.number, delay, call.attempts + 1);
}
// [retry]

}  // namespace lockstep::retry
