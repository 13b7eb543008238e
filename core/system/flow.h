// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "system/world.h"

// The way of a call through the parts, and of its answers back.
namespace lockstep::system {

// A client calls.
void call(World& world, const Playing& playing);

// The client has sent an attempt, if it has: through the breaker to the
// balancer.
void sendOn(World& world, const Playing& playing);

// The request in this slot has ended at its server.
void bringBack(World& world, balance::Slot slot, bool done,
               const Playing& playing);

// A client has given attempts up, or a call: the breaker hears of it, and with
// propagation the servers do.
void giveUp(World& world, retry::Slot call, std::uint64_t succeeded,
            const Playing& playing);

}  // namespace lockstep::system
