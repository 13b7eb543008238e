// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shard/outbox.h"
#include "shard/plan.h"

// What an operator does: shards come and go, places move, ranges are parted
// and joined. Each returns why not; each that acts requires that it may.
namespace lockstep::shard {

// The shards that are there to stay.
std::vector<Member> membersOf(const World& world);

// The area that a word of `move` names: a slot, "0-4095", or the piece that a
// key is in. Empty if it names none.
Area areaNamed(const World& world, std::string_view word, ServerId owner);

// Whether a word of `move` is written as slots are, but there are none such.
bool namesNoSlots(std::string_view word);

std::string refusalToMove(const World& world, std::string_view word,
                          ServerId source, ServerId target);
void move(World& world, std::string_view word, ServerId source, ServerId target,
          const Playing& playing);

std::string refusalToAdd(const World& world, ServerId newcomer);
void add(World& world, ServerId newcomer, const Playing& playing);

std::string refusalToRemove(const World& world, ServerId leaver);
void remove(World& world, ServerId leaver, const Playing& playing);

std::string refusalToSplit(const World& world, Symbol key);
void split(World& world, Symbol key, const Playing& playing);

std::string refusalToMerge(const World& world, Symbol key);
void merge(World& world, Symbol key, const Playing& playing);

}  // namespace lockstep::shard
