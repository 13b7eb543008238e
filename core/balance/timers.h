// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "balance/world.h"

namespace lockstep::balance {

// Starts what comes by itself, as the settings say now: arrivals or clients,
// checks, sweeps, and the refreshing of stale counts.
void startArrivals(World& world);
void startChecks(World& world);
void startSweeps(World& world);
void refreshCounts(World& world);

}  // namespace lockstep::balance
