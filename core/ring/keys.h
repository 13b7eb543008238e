// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ring/hashing.h"

namespace lockstep::ring {

using KeyIndex = std::uint32_t;
inline constexpr std::size_t mostKeys = 1'000'000;
// memcached's limit.
inline constexpr std::size_t longestKey = 250;

// The keys that are placed: k1 to kN, whose names are computed, or names.
class KeyNames {
public:
    // "100" or "alice bob". Empty, and why, if it is neither.
    static std::optional<KeyNames> read(std::string_view text,
                                        std::string& why);

    std::size_t size() const { return names_.empty() ? count_ : names_.size(); }
    std::string name(KeyIndex index) const;
    std::optional<KeyIndex> find(std::string_view name) const;

private:
    std::size_t count_ = 0;
    std::vector<std::string> names_;
    std::map<std::string, KeyIndex, std::less<>> numbers_;
};

// Keys with their hashes. Made once for all the worlds that have them.
struct Keys {
    std::string text;  // what the names were read from
    KeyNames names;
    HashKind hash = HashKind::xxhash64;
    std::vector<std::uint64_t> hashes;  // by index
    // Clockwise: places on the ring, ascending, and whose they are.
    std::vector<Position> places;
    std::vector<KeyIndex> inOrder;

    std::size_t size() const { return hashes.size(); }
    Position placeOf(KeyIndex key) const {
        return positionOf(hashes[key], hash);
    }
};

// Requires that KeyNames can read the text.
Keys hashed(std::string_view text, HashKind hash);

}  // namespace lockstep::ring
