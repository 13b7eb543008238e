// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "balance/world.h"

// A server's queue: who is served at once, and who waits behind whom.
namespace lockstep::balance {

bool hasFreeWorker(const World& world, const Server& server);

// A free slot for an open request, and back.
Slot takeSlot(World& world);
void giveBack(World& world, Slot slot);

// To the end of the queue of its server.
void enqueue(World& world, Slot slot);
// Out of it, wherever it stands.
void leaveQueue(World& world, Slot slot);

}  // namespace lockstep::balance
