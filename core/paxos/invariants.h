// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/invariant.h"
#include "paxos/world.h"

namespace lockstep::paxos {

// In the order of the table that invariants.cpp has.
enum class Invariant : std::uint8_t {
    agreement,
    validity,
    promisesNeverFall,
    chosenStays,
    learnsChosen,
    executedStays,
};

const std::vector<InvariantSpec>& invariantSpecs();

// What a step broke. Checked on what it changed: a claim that held before
// can only fail where the two worlds differ.
void check(const World& before, const World& after, Verdicts& verdicts);

}  // namespace lockstep::paxos
