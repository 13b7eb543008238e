// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "kernel/hash.h"

namespace lockstep::explorer {

// The slots of the kinds of action that cost something. A topic's verbs stand
// behind those of the network.
inline constexpr std::uint8_t lossSlot = 0;
inline constexpr std::uint8_t duplicateSlot = 1;
inline constexpr std::uint8_t crashSlot = 2;
inline constexpr std::uint8_t restartSlot = 3;
inline constexpr std::uint8_t partitionSlot = 4;
inline constexpr std::uint8_t healSlot = 5;
inline constexpr std::uint8_t firstVerbSlot = 6;
inline constexpr std::size_t mostSlots = 24;
inline constexpr std::uint8_t freeOfCharge = 255;

// The budget of what is never used up; it costs nothing.
inline constexpr int unlimited = 255;

// What a path has used up of each budget. It belongs to a state: the same
// world with more left to spend leads further.
class Spent {
public:
    std::uint8_t on(std::size_t slot) const { return counts_[slot]; }

    void spend(std::uint8_t slot) {
        if (slot == freeOfCharge) return;
        ++counts_[slot];
        sum_ += mixed(slot + 1ULL);
    }

    std::uint64_t fingerprint() const { return sum_; }

private:
    std::array<std::uint8_t, mostSlots> counts_{};
    std::uint64_t sum_ = 0;
};

}  // namespace lockstep::explorer
