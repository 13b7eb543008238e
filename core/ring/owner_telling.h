// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "ring/world.h"

namespace lockstep::ring {

// Whose the key looked up last is, with the rule that decided it.
void tellOwner(const World& world, Symbol server, const Playing& playing);

}  // namespace lockstep::ring
