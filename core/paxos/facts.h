// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kernel/fact.h"
#include "kernel/topic.h"
#include "paxos/world.h"

namespace lockstep::paxos {

// chosen; of a proposer phase, ballot, value, promises, accepts, highest; of
// an acceptor promised, accepted; of a learner learned. With `multi` also
// chosen.3, A1.accepted.3, L1.learned.3, and how far P1 and L1 executed.
void visitFacts(const World& world, const Glob& glob, const FactSink& sink);

// "idle", "preparing", "accepting", "done".
const char* phaseText(Phase phase);

// The values that an observer sees chosen in a slot: none or one, and two if
// agreement is broken.
SmallVector<Symbol, 1> chosenIn(const World& world, Slot slot);

// "P1", "A2", "L1".
std::string roleName(char letter, std::uint16_t number);

// What a message carries, for menus and the inspector.
void describe(const World& world, const Message& message, MessageView& view);

}  // namespace lockstep::paxos
