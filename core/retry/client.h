// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "retry/world.h"

// What a client does: it calls, hears an answer, waits and tries again.
namespace lockstep::retry {

void startCall(World& world, const Playing& playing);

// A call's first attempt or its next.
void sendAttempt(World& world, Slot call, const Playing& playing);

// An attempt of a call has its answer, unless its client gave it up.
void hear(World& world, Slot attempt, Answer answer, const Playing& playing);

// The same, where somebody has already told what became of the attempt.
void heed(World& world, Slot attempt, Answer answer, const Playing& playing);

// The dependency asks to be left alone for so long, and then tried again.
void hearPushBack(World& world, Slot attempt, Duration after,
                  const Playing& playing);

// The back-off of a call is over, or the time of its next hedge has come.
void tryAgain(World& world, Slot call, const Playing& playing);

// A call's deadline has passed.
void passDeadline(World& world, Slot call, const Playing& playing);

}  // namespace lockstep::retry
