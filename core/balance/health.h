// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "balance/world.h"
#include "kernel/outbox.h"

namespace lockstep::balance {

// Whether the balancer takes a server for healthy: not taken out by hand, not
// disabled by failures, not found down by a check, not ejected.
bool healthy(const World& world, ServerId id);

// Too few are healthy: better a try at any than all on those few.
bool inPanic(const World& world);

// A request was sent to a server (passive checks look at the time).
void noteTry(World& world, ServerId id);
// A request ended there.
void noteEnd(World& world, ServerId id, bool badly, const Playing& playing);

// The active checks ask every server.
void runChecks(World& world, const Playing& playing);
// Ejected servers whose time is over come back.
void sweepEjected(World& world, const Playing& playing);

// A server is new or back: slow start begins.
void warmUp(World& world, ServerId id);
// How far slow start has got: 100 to 1000, thousandths of the weight.
std::int64_t warmth(const World& world, ServerId id);

// Why a server gets nothing, as a word; "up" if it gets some.
const char* healthText(const World& world, ServerId id);

}  // namespace lockstep::balance
