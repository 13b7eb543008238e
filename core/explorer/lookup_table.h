// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernel/hash.h"

namespace lockstep::explorer {

// Values by numbers that are not 0: open addressing, one look into memory for
// most questions.
template <class Value>
class LookupTable {
public:
    LookupTable() : places_(firstPlaces) {}

    // Null if there is none. It stays where it is until the next add().
    const Value* find(std::uint64_t key) const {
        const Place& place = places_[placeOf(key)];
        return place.key == 0 ? nullptr : &place.value;
    }

    // Requires that the key is not in.
    void add(std::uint64_t key, const Value& value) {
        if ((size_ + 1) * 2 > places_.size()) grow();
        places_[placeOf(key)] = {key, value};
        ++size_;
    }

    // Asks the memory for what will be looked for soon.
    void announce(std::uint64_t key) const {
        __builtin_prefetch(&places_[home(key)]);
    }

    std::size_t memory() const { return places_.size() * sizeof(Place); }

private:
    static constexpr std::size_t firstPlaces = 64;

    struct Place {
        std::uint64_t key = 0;
        Value value{};
    };

    std::size_t home(std::uint64_t key) const {
        return mixed(key) & (places_.size() - 1);
    }

    // Where a key is, or would be.
    std::size_t placeOf(std::uint64_t key) const {
        std::size_t at = home(key);
        while (places_[at].key != 0 && places_[at].key != key)
            at = (at + 1) & (places_.size() - 1);
        return at;
    }

    void grow() {
        std::vector<Place> old(places_.size() * 2);
        old.swap(places_);
        for (const Place& place : old) {
            if (place.key != 0) places_[placeOf(place.key)] = place;
        }
    }

    std::vector<Place> places_;
    std::size_t size_ = 0;
};

}  // namespace lockstep::explorer
