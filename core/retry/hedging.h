// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "retry/world.h"

// Attempts beside each other (gRPC A6, hedging policy).
namespace lockstep::retry {

// One of a call's attempts did not succeed.
void hedgeOrGiveUp(World& world, Slot slot, Answer answer,
                   const Playing& playing);

// The time of its next hedge has come.
void hedgeAgain(World& world, Slot slot, const Playing& playing);

}  // namespace lockstep::retry
