// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "balance/world.h"
#include "kernel/outbox.h"

namespace lockstep::balance {

// A request comes in: the balancer picks a server and sends it there. The
// client is one of a closed loop, from 1, or 0.
void arriveRequest(World& world, Symbol key, std::uint32_t client,
                   const Playing& playing);

// How an open request ends. To hang up says nothing of the server.
enum class Ending : std::uint8_t { finish, fail, abandon, hangUp };
void endRequest(World& world, Slot slot, Ending ending, const Playing& playing);

// The slot of an open request; noSlot if there is none of that number. The
// hint is looked at first.
Slot slotOf(const World& world, RequestNumber number, Slot hint = 0);

}  // namespace lockstep::balance
