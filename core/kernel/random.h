// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "kernel/hash.h"
#include "kernel/time.h"

namespace lockstep {

// The world's own generator: SplitMix64 (Steele, Lea and Flood 2014). Eight
// bytes of state, so that a world with its chance is cheap to copy, and the
// same numbers on every platform, which the standard distributions are not.
class Random {
public:
    explicit constexpr Random(std::uint64_t seed = 1) : state_(seed) {}

    constexpr std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        return mixed(state_);
    }

    // Uniform in 0 .. bound-1, without bias (Lemire 2019). Requires bound > 0.
    std::uint64_t below(std::uint64_t bound) {
        __extension__ using Wide = unsigned __int128;
        Wide product = Wide{next()} * bound;
        auto low = static_cast<std::uint64_t>(product);
        if (low < bound) {
            const std::uint64_t threshold = (0 - bound) % bound;
            while (low < threshold) {
                product = Wide{next()} * bound;
                low = static_cast<std::uint64_t>(product);
            }
        }
        return static_cast<std::uint64_t>(product >> 64);
    }

    // Uniform over the whole microseconds of the range, ends included.
    Duration within(const DurationRange& range) {
        const auto span =
            static_cast<std::uint64_t>((range.high - range.low).count());
        if (span == 0) return range.low;
        return range.low + Duration(static_cast<std::int64_t>(below(span + 1)));
    }

    // True in so many cases of a million; draws nothing when that is none.
    bool chance(std::uint32_t partsPerMillion) {
        return partsPerMillion != 0 && below(1'000'000) < partsPerMillion;
    }

    constexpr std::uint64_t state() const { return state_; }
    bool operator==(const Random&) const = default;

private:
    std::uint64_t state_;
};

}  // namespace lockstep
