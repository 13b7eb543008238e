// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

// Which of 16384 hash slots a key belongs to, as Redis Cluster has it
// (Redis Cluster specification, "Key distribution model" and "Hash tags").
namespace lockstep::shard {

inline constexpr std::uint32_t slotCount = 16384;

// CRC-16/XMODEM: polynomial 0x1021, begins with 0, nothing reflected.
std::uint16_t crc16(std::string_view bytes);

// The part of a key that is hashed: what stands between the first { and the
// first } after it, if that is not empty; else the whole key.
std::string_view hashTag(std::string_view key);

std::uint32_t slotOf(std::string_view key);

}  // namespace lockstep::shard
