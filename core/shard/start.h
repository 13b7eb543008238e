// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/dial.h"
#include "shard/world.h"

namespace lockstep::shard {

// The router, the clients, followers and shards that may join, by name: R, C1,
// S1b, S4. They are not among the servers of the head, which are the shards.
void nameOthers(Scenario& scenario, const std::vector<DialInfo>& dials,
                std::vector<Fault>& faults);

// The first view of a shard: the server that it has its name from, and as many
// followers as the dial says, from a number on.
View firstView(const World& world, ServerId id, std::size_t firstFollower);
// The servers of a shard that is new, as the directory has them.
void addServers(World& world, ServerId id, const Directory& directory);

void start(World& world, std::vector<Fault>& faults);

}  // namespace lockstep::shard
