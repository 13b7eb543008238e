// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of consistent hashing: who has how much, how far apart shares are by the number of
// points, and how many keys move by the number of servers.
#pragma once

#include <vector>

#include "figures/chart.h"

namespace lockstep::figures::ring {

std::vector<ChartSpec> charts();

}  // namespace lockstep::figures::ring
