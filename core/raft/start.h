// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/scenario.h"
#include "raft/world.h"

namespace lockstep::raft {

// The size of a cluster that nobody sized.
inline constexpr std::size_t usualServers = 5;

// The servers that may join later: the next numbers, up to S9.
void nameSpares(Scenario& scenario);

// Sets the servers up as the scenario's head says: empty, or as `given`:
// term=8 voted=S2 snapshot=3:1 log=1,1,4 commit=2. Everybody starts as a
// follower.
void start(World& world, std::vector<Fault>& faults);

}  // namespace lockstep::raft
