// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/outbox.h"
#include "ring/route.h"
#include "ring/world.h"

// What is said of the key looked up last on its way to its owner and copies.
namespace lockstep::ring {

// All of it at once; further copies are named together.
void tellRoute(const World& world, const std::vector<Stop>& route,
               const Playing& playing);
void tellStop(const World& world, const Stop& stop, const Playing& playing);

}  // namespace lockstep::ring
