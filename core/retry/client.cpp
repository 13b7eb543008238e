// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/client.h"

#include <algorithm>

#include "retry/calls.h"
#include "retry/dependency.h"
#include "retry/effects.h"
#include "retry/events.h"
#include "retry/hedging.h"
#include "retry/retrying.h"

namespace lockstep::retry {
namespace {

void countTogether(World& world) {
    if (world.lastTry != world.cluster.now) world.together = 0;
    world.lastTry = world.cluster.now;
    world.peak = std::max(world.peak, ++world.together);
}

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
    } else if (answer == Answer::lost) {
        // The loss was told already.
        return;
    } else if (answer == Answer::error) {
        say(playing, failed, "Attempt {attempt} of call {call} fails.",
            attempt.number, attempt.call);
    } else {
        say(playing, failed,
            "Attempt {attempt} of call {call} fails, and would again.",
            attempt.number, attempt.call);
    }
}

}  // namespace

// [attempt]
void sendAttempt(World& world, Slot slot, const Playing& playing) {
    const Settings& settings = world.settings;
    Call call = world.calls[slot];
    ++call.attempts;
    ++call.underWay;
    world.calls.set(slot, call);
    ++world.tried;
    world.rates.attempts.add(world.cluster.now);
    if (call.attempts > 1) world.rates.retries.add(world.cluster.now);
    countTogether(world);
    if (call.attempts > std::max(call.allowed, attemptsAllowed(settings))) {
        world.ghosts.tooMany = call.attempts;
    }
    const auto deadline = deadlineOf(world, call);
    if (deadline && world.cluster.now > *deadline) {
        world.ghosts.triedLate = true;
    }
    const Slot attempt = takeAttempt(world);
    world.attempts.set(
        attempt, {call.number, slot, call.attempts, world.cluster.now, false,
                  false, false, noSlot});
    say(playing, tried, "Call {call} makes attempt {attempt}.", call.number,
        call.attempts);
    if (settings.timeout) {
        world.timeouts.set(attempt, in(world, *settings.timeout));
    }
    const bool hedges =
        call.hedged && settings.hedge && call.attempts < settings.attempts;
    world.retries.remove(slot);
    if (hedges) world.retries.set(slot, in(world, *settings.hedge));
    take(world, attempt, playing);
}
// [attempt]

// [call]
void startCall(World& world, const Playing& playing) {
    const Slot slot = takeCall(world);
    Call call;
    call.number = ++world.made;
    call.started = world.cluster.now;
    call.at.fill(1);
    call.allowed = attemptsAllowed(world.settings);
    call.hedged = world.settings.hedge.has_value();
    world.calls.set(slot, call);
    world.delaysOf = call.number;
    world.delays.clear();
    world.rates.calls.add(world.cluster.now);
    expectEffects(world);
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
    tellAnswer(world.attempts[attempt], answer, playing);
    heed(world, attempt, answer, playing);
}

void heed(World& world, Slot attempt, Answer answer, const Playing& playing) {
    Slot slot = noSlot;
    noteAnswer(world.allowance, world.settings, answer != Answer::success);
    if (!close(world, attempt, slot)) return;
    if (answer == Answer::success) {
        ++world.succeeded;
        world.rates.goodput.add(world.cluster.now);
        endCall(world, slot);
    } else if (world.calls[slot].hedged) {
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
    if (!world.calls[slot].hedged) {
        retryOrGiveUp(world, slot, Answer::error, after, playing);
    } else if (world.calls[slot].attempts < world.settings.attempts) {
        world.retries.set(slot, in(world, after));
    } else {
        hedgeOrGiveUp(world, slot, Answer::error, playing);
    }
}

void tryAgain(World& world, Slot slot, const Playing& playing) {
    world.retries.remove(slot);
    if (world.calls[slot].hedged) {
        hedgeAgain(world, slot, playing);
    } else {
        sendAttempt(world, slot, playing);
    }
}

void passDeadline(World& world, Slot slot, const Playing& playing) {
    giveUp(world, slot,
           "Call {call} is given up at attempt {attempts}. Its deadline "
           "has passed.",
           playing);
}

}  // namespace lockstep::retry
