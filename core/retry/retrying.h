// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "retry/world.h"

// Whether a call that failed is tried again, and when.
namespace lockstep::retry {

// Empty if another attempt may be made after this answer; its token is taken
// then. Otherwise why not, naming {call} and {attempts}.
const char* whyNoRetry(World& world, Answer answer);

// Waits for the next attempt: as long as the dependency asked for, or by the
// back-off; or gives the call up.
void retryOrGiveUp(World& world, Slot slot, Answer answer,
                   std::optional<Duration> asked, const Playing& playing);

}  // namespace lockstep::retry
