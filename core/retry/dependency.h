// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "retry/world.h"

// The other end: answers at once, by hand, or one attempt after the other.
namespace lockstep::retry {

// How it is to whoever looks: it is up if it answers by itself, without a hand
// or an up ever having been there.
Health seenHealth(const World& world);

// An attempt arrives.
void take(World& world, Slot attempt, const Playing& playing);

// An attempt is answered that was under way, or is served in vain. What its
// caller cannot know: whether it was carried out, if the reply is lost.
void answerAttempt(World& world, Slot attempt, Answer answer,
                   const Playing& playing);

// An attempt that was handed on did not arrive. Whoever turned it away has told
// so; what its client makes of it is for the answer to say.
void turnAway(World& world, Slot attempt, Answer answer,
              const Playing& playing);

// The attempt that is being served is done.
void serveOne(World& world, const Playing& playing);

void setHealth(World& world, Health health, const Playing& playing);

// Attempts' slots; an attempt that nobody needs any more gives its back.
Slot takeAttempt(World& world);
void giveBack(World& world, Slot attempt);

}  // namespace lockstep::retry
