// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/client.h"

#include <algorithm>

#include "retry/backoff.h"
#include "retry/calls.h"
#include "retry/dependency.h"
#include "retry/events.h"

namespace lockstep::retry {
namespace {

void countTogether(World& world) {
    if (world.lastTry != world.cluster.now) world.together = 0;
    world.lastTry = world.cluster.now;
    world.peak = std::max(world.peak, ++world.together);
}

// [attempt]
void sendAttempt(World& world, Slot slot, const Playing& playing) {
    Call call = world.calls[slot];
    ++call.attempts;
    ++call.underWay;
    world.calls.set(slot, call);
    ++world.tried;
    countTogether(world);
    const auto deadline = deadlineOf(world, call);
    if (deadline && world.cluster.now > *deadline) {
        world.ghosts.triedLate = true;
    }
    const Slot attempt = takeAttempt(world);
    world.attempts.set(attempt, {call.number, slot, call.attempts,
                                 world.cluster.now, false, false, noSlot});
    say(playing, tried, "Call {call} makes attempt {attempt}.", call.number,
        call.attempts);
    const auto& settings = world.settings;
    if (settings.timeout) {
        world.timeouts.set(attempt, in(world, *settings.timeout));
    }
    const bool hedges = settings.hedge && call.attempts < settings.attempts;
    world.retries.remove(slot);
    if (hedges) world.retries.set(slot, in(world, *settings.hedge));
    take(world, attempt, playing);
}
// [attempt]

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

// [may-retry]
// Empty if the call may be retried.
const char* whyNoRetry(World& world, Answer answer) {
    const bool permanent = answer == Answer::permanent;
    if (permanent && !world.has(Flaw::allErrors)) {
        return "Call {call} is given up after {attempts} attempts. No retry "
               "mends this error.";
    }
    if (throttled(world.allowance, world.settings)) {
        return "Call {call} is given up after {attempts} attempts. Retries "
               "are throttled: too many failed lately.";
    }
    if (!spend(world.allowance, world.settings)) {
        return "Call {call} is given up after {attempts} attempts. The retry "
               "budget is spent.";
    }
    return nullptr;
}
// [may-retry]

void noteDelay(World& world, const Call& call, Duration delay) {
    if (call.number == world.delaysOf) world.delays.push_back(delay);
    if (delay > world.settings.cap) world.ghosts.tooLong = delay;
}

// [retry]
void retryOrGiveUp(World& world, Slot slot, Answer answer,
                   std::optional<Duration> asked, const Playing& playing) {
    Call call = world.calls[slot];
    const std::uint32_t retry = nextAttempt(world.settings, call);
    if (retry == 0) {
        giveUp(world, slot,
               "Call {call} is given up after {attempts} attempts. It has "
               "none left.",
               playing);
        return;
    }
    if (const char* why = whyNoRetry(world, answer)) {
        giveUp(world, slot, why, playing);
        return;
    }
    const Duration previous =
        call.retries == 0 ? world.settings.base : call.lastDelay;
    const Duration delay = asked
                               ? *asked
                               : delayBefore(world.settings, retry, previous,
                                             world.flaws, world.cluster.random);
    const auto deadline = deadlineOf(world, call);
    if (deadline && world.cluster.now + delay > *deadline) {
        giveUp(world, slot,
               "Call {call} is given up after {attempts} attempts. The next "
               "would come after its deadline.",
               playing);
        return;
    }
    if (answer == Answer::permanent) world.ghosts.retriedPermanent = true;
    ++call.retries;
    call.lastDelay = delay;
    world.calls.set(slot, call);
    ++world.ghosts.retries;
    ++world.ghosts.budgeted;
    if (!asked) noteDelay(world, call, delay);
    world.retries.set(slot, in(world, delay));
    say(playing, backsOff, "Call {call} waits {delay} before attempt {next}.",
        call.number, delay, call.attempts + 1);
}
// [retry]

// An attempt is over: its slot is free. False if its call had ended.
bool close(World& world, Slot attempt, Slot& slot) {
    const Attempt was = world.attempts[attempt];
    slot = was.slot;
    if (was.atDependency) {
        // Timed out: the dependency does not know.
        Attempt left = was;
        left.abandoned = true;
        world.timeouts.remove(attempt);
        world.attempts.set(attempt, left);
    } else {
        giveBack(world, attempt);
    }
    Call call = world.calls[slot];
    if (call.number != was.call) return false;
    --call.underWay;
    world.calls.set(slot, call);
    return true;
}

void tellAnswer(const Attempt& attempt, Answer answer, const Playing& playing) {
    if (answer == Answer::timeout) {
        say(playing, timedOut, "Attempt {attempt} of call {call} times out.",
            attempt.number, attempt.call);
    } else if (answer == Answer::success) {
        say(playing, succeeded, "Call {call} succeeds at attempt {attempt}.",
            attempt.call, attempt.number);
    } else if (answer == Answer::error) {
        say(playing, failed, "Attempt {attempt} of call {call} fails.",
            attempt.number, attempt.call);
    } else {
        say(playing, failed,
            "Attempt {attempt} of call {call} fails, and would again.",
            attempt.number, attempt.call);
    }
}

// [hedge]
// gRPC A6: a failed hedge sends the next at once; the call fails when all
// have.
void hedgeOrGiveUp(World& world, Slot slot, Answer answer,
                   const Playing& playing) {
    const Call& call = world.calls[slot];
    const bool more = call.attempts < world.settings.attempts;
    if (more && answer != Answer::permanent &&
        !throttled(world.allowance, world.settings)) {
        sendAttempt(world, slot, playing);
    } else if (call.underWay == 0) {
        giveUp(world, slot,
               "Call {call} is given up after {attempts} attempts. None of "
               "its hedges is left.",
               playing);
    }
}
// [hedge]

}  // namespace

// [call]
void startCall(World& world, const Playing& playing) {
    const Slot slot = takeCall(world);
    Call call;
    call.number = ++world.made;
    call.started = world.cluster.now;
    call.at.fill(1);
    call.allowed = attemptsAllowed(world.settings);
    world.calls.set(slot, call);
    world.delaysOf = call.number;
    world.delays.clear();
    earn(world.allowance, world.settings);
    world.ghosts.earned += world.settings.budget.value_or(0);
    say(playing, called, "Call {call} begins.", call.number);
    if (world.settings.deadline) {
        world.deadlines.set(slot, in(world, *world.settings.deadline));
    }
    sendAttempt(world, slot, playing);
}
// [call]

// [hear]
void hear(World& world, Slot attempt, Answer answer, const Playing& playing) {
    const Attempt was = world.attempts[attempt];
    Slot slot = noSlot;
    tellAnswer(was, answer, playing);
    noteAnswer(world.allowance, world.settings, answer != Answer::success);
    if (!close(world, attempt, slot)) return;
    if (answer == Answer::success) {
        ++world.succeeded;
        endCall(world, slot);
    } else if (world.settings.hedge) {
        hedgeOrGiveUp(world, slot, answer, playing);
    } else {
        retryOrGiveUp(world, slot, answer, std::nullopt, playing);
    }
}
// [hear]

void hearPushBack(World& world, Slot attempt, Duration after,
                  const Playing& playing) {
    const Attempt was = world.attempts[attempt];
    Slot slot = noSlot;
    say(playing, pushedBack,
        "Attempt {attempt} of call {call} is pushed back. The dependency asks "
        "for {time} of rest.",
        was.number, was.call, after);
    noteAnswer(world.allowance, world.settings, true);
    if (!close(world, attempt, slot)) return;
    if (!world.settings.hedge) {
        retryOrGiveUp(world, slot, Answer::error, after, playing);
    } else if (world.calls[slot].attempts < world.settings.attempts) {
        world.retries.set(slot, in(world, after));
    } else {
        hedgeOrGiveUp(world, slot, Answer::error, playing);
    }
}

void tryAgain(World& world, Slot slot, const Playing& playing) {
    world.retries.remove(slot);
    sendAttempt(world, slot, playing);
}

void passDeadline(World& world, Slot slot, const Playing& playing) {
    giveUp(world, slot,
           "Call {call} is given up after {attempts} attempts. Its deadline "
           "has passed.",
           playing);
}

}  // namespace lockstep::retry
