// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "explorer/bounds.h"

namespace lockstep::raft {

// From where the explorer finds what some flaws break: from the start it would
// take too many steps.
std::vector<explorer::Trial> trials();

}  // namespace lockstep::raft
