// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lockstep {

// A piece of text by number: worlds hold symbols, not strings. Symbol 0 is
// the empty text and means nothing.
enum class Symbol : std::uint32_t { none = 0 };

// The texts of one run, append-only. Numbers follow the order of first use and
// may differ between two sessions; digests therefore go by hash().
class Symbols {
public:
    Symbols();
    Symbols(const Symbols&) = delete;
    Symbols& operator=(const Symbols&) = delete;

    Symbol intern(std::string_view text);
    std::string_view text(Symbol symbol) const;
    std::uint64_t hash(Symbol symbol) const;
    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::string text;
        std::uint64_t hash;
    };
    std::deque<Entry> entries_;
    std::unordered_map<std::string_view, Symbol> numbers_;
};

}  // namespace lockstep
