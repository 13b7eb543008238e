// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorer/choices.h"

#include <algorithm>

#include "kernel/action_text.h"

namespace lockstep::explorer {
namespace {

// The servers whose bit is set, as words; S1 is never among those set apart.
std::string groupText(const Setup& setup, std::uint64_t apart, bool wanted) {
    std::string text;
    for (std::uint16_t i = 0; i < setup.serverCount(); ++i) {
        if (((apart >> i & 1U) != 0) != wanted) continue;
        if (!text.empty()) text += ' ';
        text += quotedWord(setup.name({i}));
    }
    return text;
}

}  // namespace

Phrases makePhrases(const Setup& setup, const std::vector<int>& budgets) {
    Phrases phrases;
    const auto intern = [&](const std::string& text) {
        return fieldOf(setup.symbols.intern(text));
    };
    const int most =
        *std::max_element(budgets.begin() + firstVerbSlot - 1, budgets.end());
    for (int i = 1; i <= most; ++i) {
        phrases.values.push_back(intern("x=" + std::to_string(i)));
    }
    phrases.key = intern("x");
    if (budgets[partitionSlot] == 0) return phrases;
    // Two groups; the sides have no names, so S1 stays on the first.
    const std::uint64_t end = 1ULL << setup.serverCount();
    for (std::uint64_t apart = 2; apart < end; apart += 2) {
        phrases.partitions.push_back(intern(groupText(setup, apart, false) +
                                            " | " +
                                            groupText(setup, apart, true)));
    }
    return phrases;
}

}  // namespace lockstep::explorer
