// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "balance/world.h"

namespace lockstep::balance {

// Notes for the invariants what a pick was like. After the policy has picked,
// before the books are changed.
void watchPick(World& world, ServerId picked);

// Something interfered with the turns: weights, health or settings changed.
void stopWatching(World& world);

}  // namespace lockstep::balance
