// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/symbols.h"

#include "kernel/hash.h"

namespace lockstep {

Symbols::Symbols() { intern(""); }

Symbol Symbols::intern(std::string_view text) {
    if (const auto found = numbers_.find(text); found != numbers_.end()) {
        return found->second;
    }
    const auto symbol = static_cast<Symbol>(entries_.size());
    entries_.push_back({std::string(text), Digest().add(text).value()});
    numbers_.emplace(entries_.back().text, symbol);
    return symbol;
}

std::string_view Symbols::text(Symbol symbol) const {
    return entries_[static_cast<std::size_t>(symbol)].text;
}

std::uint64_t Symbols::hash(Symbol symbol) const {
    return entries_[static_cast<std::size_t>(symbol)].hash;
}

}  // namespace lockstep
