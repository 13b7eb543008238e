// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/invariant.h"
#include "ring/world.h"

namespace lockstep::ring {

const std::vector<InvariantSpec>& invariantSpecs();

// What holds no more after a step; all that must hold if both worlds are one.
void check(const World& before, const World& after, Verdicts& verdicts);

}  // namespace lockstep::ring
