// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorer/choices.h"

#include <algorithm>

#include "kernel/action_text.h"

namespace lockstep::explorer {
namespace {

// With more servers than this only partitions into two are tried: there are
// 203 ways to part six servers, and 877 to part seven.
constexpr std::size_t mostPartedFreely = 6;

// "S1 S3 | S2": the sides in order of number.
std::string textOf(const Setup& setup, const std::vector<std::uint8_t>& sides) {
    const std::uint8_t last = *std::max_element(sides.begin(), sides.end());
    std::string text;
    for (std::uint8_t side = 0; side <= last; ++side) {
        if (side > 0) text += " | ";
        bool first = true;
        for (std::uint16_t i = 0; i < sides.size(); ++i) {
            if (sides[i] != side) continue;
            if (!first) text += ' ';
            text += quotedWord(setup.name({i}));
            first = false;
        }
    }
    return text;
}

// The next way to part: sides are numbered by their first servers, so that
// each way comes once. False after the last.
bool nextParting(std::vector<std::uint8_t>& sides, std::uint8_t mostSides) {
    for (std::size_t i = sides.size(); i-- > 1;) {
        const auto at = sides.begin() + static_cast<std::ptrdiff_t>(i);
        const std::uint8_t highest = *std::max_element(sides.begin(), at);
        if (*at <= highest && *at + 1 < mostSides) {
            ++*at;
            std::fill(at + 1, sides.end(), std::uint8_t{0});
            return true;
        }
    }
    return false;
}

}  // namespace

Phrases makePhrases(const Setup& setup, const std::vector<int>& budgets) {
    Phrases phrases;
    const auto intern = [&](const std::string& text) {
        return fieldOf(setup.symbols.intern(text));
    };
    int most = 0;
    for (std::size_t slot = firstVerbSlot; slot < budgets.size(); ++slot) {
        most = std::max(most, budgets[slot]);
    }
    phrases.key = intern("x");
    for (int i = 0; i < most; ++i) {
        const std::string number = std::to_string(i + 1);
        // The parts as well, so that no server is the first to name them.
        intern(number);
        phrases.values.push_back(intern("x=" + number));
        phrases.words.push_back(
            intern(i < 3 ? std::string(1, "xyz"[i]) : 'v' + number));
    }
    if (budgets[partitionSlot] == 0 || setup.serverCount() < 2) return phrases;
    std::vector<std::uint8_t> sides(setup.serverCount(), 0);
    const bool freely = sides.size() <= mostPartedFreely;
    const auto mostSides = static_cast<std::uint8_t>(freely ? sides.size() : 2);
    while (nextParting(sides, mostSides)) {
        phrases.partings.push_back({intern(textOf(setup, sides)), sides});
    }
    return phrases;
}

}  // namespace lockstep::explorer
