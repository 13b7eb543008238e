// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kernel/fact.h"
#include "kernel/topic.h"
#include "shard/world.h"

namespace lockstep::shard {

// slot.KEY, owner.KEY, value.KEY, directory.KEY and cached.C1.KEY; of a shard
// rows.S1, keys.S1, requests.S1, slots.S1, pieces.S1, held.S1, state.S1; and
// what concerns all: redirects, asks, error, answer, moving, scan …
void visitFacts(const World& world, const Glob& glob, const FactSink& sink);

// "none", "unknown shard S3", "no answer from S2".
std::string errorText(const World& world, const Answer& answer);
// "in", "leaving", "gone", "down".
const char* stateText(const World& world, const Shard& shard);
// "star:4" for each key that is kept in copies; none if none is.
Value saltsText(const World& world);
// "primary", "follower", "out" (it is to follow and does not yet), "down".
const char* roleText(const World& world, const Shard& shard);

// What a message carries, for menus and the inspector.
void describe(const World& world, const Message& message, MessageView& view);

}  // namespace lockstep::shard
