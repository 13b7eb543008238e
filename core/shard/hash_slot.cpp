// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/hash_slot.h"

#include <array>

namespace lockstep::shard {
namespace {

constexpr std::uint16_t polynomial = 0x1021;

constexpr std::array<std::uint16_t, 256> makeTable() {
    std::array<std::uint16_t, 256> table{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        unsigned rest = byte << 8;
        for (int bit = 0; bit < 8; ++bit) {
            const bool high = (rest & 0x8000U) != 0;
            rest = (rest << 1) ^ (high ? polynomial : 0U);
        }
        table[byte] = static_cast<std::uint16_t>(rest & 0xffffU);
    }
    return table;
}

constexpr std::array<std::uint16_t, 256> table = makeTable();

}  // namespace

// [hash-slot]
std::uint16_t crc16(std::string_view bytes) {
    unsigned crc = 0;
    for (const char c : bytes) {
        const unsigned at = (crc >> 8) ^ static_cast<unsigned char>(c);
        crc = ((crc << 8) ^ table[at & 0xffU]) & 0xffffU;
    }
    return static_cast<std::uint16_t>(crc);
}

// Keys with the same tag are in the same slot: {user42}.cart beside
// {user42}.name.
std::string_view hashTag(std::string_view key) {
    const std::size_t open = key.find('{');
    if (open == std::string_view::npos) return key;
    const std::size_t close = key.find('}', open + 1);
    const bool empty = close == open + 1;
    if (close == std::string_view::npos || empty) return key;
    return key.substr(open + 1, close - open - 1);
}

std::uint32_t slotOf(std::string_view key) {
    return crc16(hashTag(key)) % slotCount;
}
// [hash-slot]

}  // namespace lockstep::shard
