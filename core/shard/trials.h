// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "explorer/bounds.h"

namespace lockstep::shard {

// From where the explorer finds what each flaw breaks: from the start it would
// take too many steps, or what nobody does there.
std::vector<explorer::Trial> trials();

}  // namespace lockstep::shard
