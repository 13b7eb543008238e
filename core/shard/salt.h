// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shard/outbox.h"

// A row that all want, kept in copies under names of their own.
namespace lockstep::shard {

inline constexpr std::uint32_t mostCopies = 16;

// From now on a key stands for so many; one copy ends it.
void salt(World& world, Symbol key, std::uint32_t copies,
          const Playing& playing);

// The keys that a request for this one is really for: all of them if it
// writes, the next in turn if it reads.
std::vector<Symbol> saltedKeys(World& world, Symbol key, Kind kind);

}  // namespace lockstep::shard
