// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/scenario.h"
#include "paxos/world.h"

namespace lockstep::paxos {

// Puts the roles into the state that the scenario's `given` lines say, and
// lets the observer know what follows from it. Requires that the roles exist.
void readGivens(World& world, std::vector<Fault>& faults);

}  // namespace lockstep::paxos
