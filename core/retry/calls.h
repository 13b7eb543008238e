// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "retry/world.h"

// The books of the calls that are open.
namespace lockstep::retry {

Slot takeCall(World& world);
void endCall(World& world, Slot slot);
// Ends it without success; the sentence names {call} and {attempts}.
void giveUp(World& world, Slot slot, Sentence why, const Playing& playing);
std::optional<Time> deadlineOf(const World& world, const Call& call);
// The slot of an open call; noSlot if there is none of that number.
Slot callOf(const World& world, CallNumber number);

// Layers multiply: each makes so many attempts of the one below.
std::uint64_t attemptsAllowed(const Settings& settings);

// Draws when the next call comes by itself, if any does.
void startArrivals(World& world);

// A timer from now.
Timer in(World& world, Duration delay);

}  // namespace lockstep::retry
