// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "ring/world.h"

namespace lockstep::ring {

// A server joins, as the last of the list. Requires that it is not there.
void add(World& world, Symbol name, const Playing& playing);
// A server leaves. Requires that it is there.
void remove(World& world, Symbol name, const Playing& playing);
void reweigh(World& world, Symbol name, std::uint32_t weight,
             const Playing& playing);
// After a dial was turned or a flaw switched: places the keys anew if they
// belong elsewhere by it.
void adjusted(World& world, const Playing& playing);

// The first placement, before anything changed.
void placeKeys(World& world);

}  // namespace lockstep::ring
