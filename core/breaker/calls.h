// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "breaker/topic.h"

namespace lockstep::breaker {

Circumstances circumstances(World& world, const Playing& playing);

// Notes for the invariants that the breaker has changed from a state, if it
// has.
void note(World& world, State before);

// A call that ends at once.
void callAtOnce(World& world, bool fails, bool slow, const Playing& playing);

// A call that takes its time, if it passes.
void startCall(World& world, const Playing& playing);

// Ends a call that is under way.
void finish(World& world, CallNumber number, bool fails, bool abandoned,
            const Playing& playing);

}  // namespace lockstep::breaker
