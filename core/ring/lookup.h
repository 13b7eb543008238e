// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "ring/world.h"

namespace lockstep::ring {

// Finds a key's owner and says each step of it: hash, search, owner, replicas.
void lookUp(World& world, Symbol key, const Playing& playing);

// Who holds a key and its replicas, its owner first. On an empty ring nobody.
std::vector<ServerIndex> holdersOf(const World& world, std::string_view key);

}  // namespace lockstep::ring
