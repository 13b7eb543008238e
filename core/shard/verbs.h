// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/action.h"

namespace lockstep::shard {

// In the order of ShardVerb.
std::vector<VerbSpec> verbs();

}  // namespace lockstep::shard
