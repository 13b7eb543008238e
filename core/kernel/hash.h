// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace lockstep {

// The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable
// pseudorandom number generators", OOPSLA 2014): every bit of the input
// reaches every bit of the output.
constexpr std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

// A digest of a sequence of numbers, the same on every platform. Order
// matters; for an unordered collection add up the digests of its members.
class Digest {
public:
    constexpr Digest& add(std::uint64_t value) {
        state_ = mixed(state_ + 0x9e3779b97f4a7c15ULL +
                       value * 0xd1342543de82ef95ULL);
        return *this;
    }

    constexpr Digest& add(std::string_view text) {
        add(text.size());
        for (char c : text)
            add(static_cast<unsigned char>(c));
        return *this;
    }

    constexpr std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0x2545f4914f6cdd1dULL;
};

}  // namespace lockstep
