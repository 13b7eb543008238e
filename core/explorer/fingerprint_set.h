// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep::explorer {

// The states seen so far, each by 64 bits: open addressing in one array. Two
// of a million states share a fingerprint with a chance of one in 37 million.
class FingerprintSet {
public:
    FingerprintSet() : places_(1U << 12) {}

    // False if it was in already.
    bool insert(std::uint64_t fingerprint) {
        const std::uint64_t value = fingerprint == empty ? 1 : fingerprint;
        if ((size_ + 1) * 4 > places_.size() * 3) grow();
        std::size_t at = value & mask();
        while (places_[at] != empty) {
            if (places_[at] == value) return false;
            at = (at + 1) & mask();
        }
        places_[at] = value;
        ++size_;
        return true;
    }

    // Asks the memory for the place where a fingerprint will be looked up, so
    // that it has arrived by then.
    void announce(std::uint64_t fingerprint) const {
        __builtin_prefetch(&places_[fingerprint & mask()]);
    }

    std::size_t size() const { return size_; }
    std::size_t memory() const { return places_.size() * sizeof(places_[0]); }

private:
    static constexpr std::uint64_t empty = 0;

    std::size_t mask() const { return places_.size() - 1; }

    void grow() {
        std::vector<std::uint64_t> larger(places_.size() * 2);
        const std::size_t last = larger.size() - 1;
        for (const std::uint64_t value : places_) {
            if (value == empty) continue;
            std::size_t at = value & last;
            while (larger[at] != empty)
                at = (at + 1) & last;
            larger[at] = value;
        }
        places_.swap(larger);
    }

    std::vector<std::uint64_t> places_;
    std::size_t size_ = 0;
};

}  // namespace lockstep::explorer
