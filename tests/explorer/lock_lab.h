// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorer/explorer.h"
#include "oracle.h"

// Explorations of the lock.
namespace lockstep::explorer::testing {

std::unique_ptr<AnyWorld> lockWorld(const std::vector<std::string>& flaws, int servers = 3);

std::vector<Budget> budgetsOf(const Allowance& allowance);
Bounds boundsOf(const Allowance& allowance);

Result explore(const AnyWorld& world, const Bounds& bounds, const Watch& watch = {});
Result explore(const AnyWorld& world, const Allowance& allowance);

std::vector<std::string> linesOf(const Result& result);

// Small enough to be counted by the oracle. A message that comes twice breaks
// the lock even without a flaw, so who counts looks for no invariant.
std::vector<Allowance> smallAllowances();

}  // namespace lockstep::explorer::testing
