// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "ring/route.h"
#include "ring/world.h"

namespace lockstep::ring {

// Finds a key's owner at once and says each part of it: hash, search, owner,
// replicas.
void lookUp(World& world, Symbol key, const Playing& playing);

// The same a stop at a time: begin comes to the hash, advance to the next
// stop. Requires for advance that a look-up is under way.
void beginTrace(World& world, Symbol key, const Playing& playing);
void advanceTrace(World& world, const Playing& playing);
// Ends a look-up under way whose servers are others now.
void dropTrace(World& world, const Playing& playing);

// The stops of the key looked up last, as far as the look-up has come.
std::vector<Stop> stopsSoFar(const World& world);

// Who holds a key and its replicas, its owner first. On an empty ring nobody.
std::vector<ServerIndex> holdersOf(const World& world, std::string_view key);

}  // namespace lockstep::ring
