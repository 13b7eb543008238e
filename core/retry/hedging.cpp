// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/hedging.h"

#include "retry/calls.h"
#include "retry/client.h"
#include "retry/retrying.h"

namespace lockstep::retry {
namespace {

// A hedge is load as any retry: throttle and budget hold for it.
void sendHedge(World& world, Slot slot, Answer answer, const Playing& playing) {
    if (answer == Answer::permanent) world.ghosts.retriedPermanent = true;
    ++world.ghosts.retries;
    ++world.ghosts.budgeted;
    sendAttempt(world, slot, playing);
}

}  // namespace

// [hedge]
// A failed hedge sends the next at once; the call fails when all have, or with
// the first error that no retry can mend.
void hedgeOrGiveUp(World& world, Slot slot, Answer answer,
                   const Playing& playing) {
    const Call& call = world.calls[slot];
    const bool more = call.attempts < world.settings.attempts;
    const char* why = more ? whyNoRetry(world, answer) : nullptr;
    const bool ends =
        answer == Answer::permanent && !world.has(Flaw::allErrors);
    if (more && !why) {
        sendHedge(world, slot, answer, playing);
    } else if (why && (ends || call.underWay == 0)) {
        giveUp(world, slot, why, playing);
    } else if (ends || call.underWay == 0) {
        giveUp(world, slot,
               "Call {call} is given up at attempt {attempts}. None of "
               "its hedges is left.",
               playing);
    }
}

void hedgeAgain(World& world, Slot slot, const Playing& playing) {
    hedgeOrGiveUp(world, slot, Answer::error, playing);
}
// [hedge]

}  // namespace lockstep::retry
