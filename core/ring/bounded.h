// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "ring/hash_ring.h"

namespace lockstep::ring {

// Mirrokni, Thorup and Zadimoghaddam, "Consistent Hashing with Bounded
// Loads", 2016: a ring on which no server takes more than c times its fair
// share of the keys, rounded up. A key goes on past full servers.

// ceil(c · keys · weight / totalWeight), c in millionths. Requires c to be at
// most 10, keys and weight at most a million: more would not fit 64 bits.
std::uint64_t capacity(std::int64_t c, std::uint64_t keys, std::uint32_t weight,
                       std::uint64_t totalWeight);

// The owners of keys at these positions, placed in this order. `capacities`
// are the servers' and add up to at least the number of keys.
std::vector<ServerIndex> placeBounded(
    const HashRing& ring, const std::vector<Position>& keys,
    const std::vector<std::uint64_t>& capacities);

}  // namespace lockstep::ring
