// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "retry/world.h"

// What the dependency does for a call, as when it books a payment.
namespace lockstep::retry {

// A call begins, with a key or without.
void expectEffects(World& world);

// An attempt of the call is carried out.
void perform(World& world, CallNumber call, const Playing& playing);

}  // namespace lockstep::retry
