// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/fact.h"
#include "ring/world.h"

namespace lockstep::ring {

// owner.KEY, owners.KEY; for each server keys, share, arc, weight, points,
// capacity, lookups; servers, moved, moved.fraction, moved.keys, moved.mod,
// spread, deviation, lookups, table.
void visitFacts(const World& world, const Glob& glob, const FactSink& sink);

// The fullest server's keys over the mean, and the standard deviation over
// the mean; both 0 without servers or keys.
double spreadOf(const Placement& placement);
double deviationOf(const Placement& placement);

// At most four decimals: "0.25", "1.0833".
std::string fractionText(double fraction);

}  // namespace lockstep::ring
