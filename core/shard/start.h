// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/dial.h"
#include "shard/world.h"

namespace lockstep::shard {

// The router and the clients, and the shards that may join, by name: R, C1,
// S4. They are not among the servers of the head, which are the shards.
void nameOthers(Scenario& scenario, const std::vector<DialInfo>& dials,
                std::vector<Fault>& faults);

void start(World& world, std::vector<Fault>& faults);

}  // namespace lockstep::shard
