// SPDX-License-Identifier: GPL-3.0-or-later
// What the picture says in words: labels, and sentences for those who do not see it.
#pragma once

#include <string>

#include "figures/shard/scene.h"

namespace lockstep::figures::shard {

using FlyingPacket = Packet<core::Message>;

// "x=1"; "x, deleted".
std::string rowWords(const core::World& world, const core::Row& row);

// "get x", "MOVED S2", "vote: yes".
std::string labelOf(const core::World& world, const core::Message& message);
// "get from C1 to S2: request 3, key x."
std::string sentenceOf(const core::World& world, const FlyingPacket& packet);
std::string tipOf(const core::World& world, const FlyingPacket& packet);

// "get x → S2", "x = 1", "unknown shard S3".
struct Said {
    std::string text;
    drawing::Ink ink;
};
Said clientWords(const core::World& world, const core::Client& client);
Said routerWords(const core::World& world);

// How a directory differs from what is so: "as it is", "out of date: slot 12182".
Said freshnessOf(const core::World& world, const core::Directory& directory);

// "slots 0 to 5460", "160 arcs", "keys before i".
std::string ownedWords(const core::World& world, const core::Shard& shard);
// What a shard is about: "slot 5 → S2, 2 rows to go", "leaving", "gone", "down".
Said standingOf(const core::World& world, const core::Shard& shard);

std::string describe(const core::World& world);

}  // namespace lockstep::figures::shard
