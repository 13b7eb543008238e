// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/invariant.h"
#include "shard/world.h"

namespace lockstep::shard {

// In the order of the table that invariants.cpp has.
enum class Invariant : std::uint8_t {
    oneOwner,
    noRowLost,
    noRowTwice,
    lastWrite,
    allOrNone,
    wholeScan,
    unknownShard,
    onePrimary,
    everyCopy,
};

const std::vector<InvariantSpec>& invariantSpecs();

void check(const World& before, const World& after, Verdicts& verdicts);

}  // namespace lockstep::shard
