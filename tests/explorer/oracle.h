// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "lock_topic.h"

// The same search by plain means: worlds kept whole, states told apart by a
// text, choices written down anew. Slow and easy to believe.
namespace lockstep::explorer::testing {

struct Count {
    std::size_t states = 0;
    std::size_t folded = 0;  // up to the clients' names
    int depth = 0;           // of the deepest state
    int violation = -1;      // the fewest actions to two holders
};

struct Allowance {
    int asks = 0;
    int releases = 0;
    int crashes = 0;
    int losses = 0;
    int duplicates = 0;
    int partitions = 0;
};

// `deepest`: the most actions to a state that counts; -1: any.
Count countStates(const LockWorld& start, const Allowance& allowance, int deepest = -1);

}  // namespace lockstep::explorer::testing
