// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kernel/outbox.h"
#include "ring/world.h"

// What is said of a change and of a look-up.
namespace lockstep::ring {

void tellAdded(const World& world, const Playing& playing);
void tellRemoved(const World& world, const Playing& playing);
void tellReweighted(const World& world, const Playing& playing);
void tellAdjusted(const World& world, const Playing& playing);

// A text made up for a sentence, as a symbol.
Symbol phrase(const World& world, const std::string& text);

// How far round the ring a place is, in percent: "37.25".
Symbol percentRound(const World& world, Position position);

}  // namespace lockstep::ring
