// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/scenario.h"

namespace lockstep::script {

// A word of a line. Facts and servers need to know what stood in quotes, so
// that a word is kept as it was written as well.
struct Token {
    std::string_view raw;    // as written
    std::string text;        // without its quotes
    std::size_t offset = 0;  // in the line, in bytes
    int column = 1;          // in characters
    bool quoted = false;     // a quote stands somewhere in it

    std::size_t end() const { return offset + raw.size(); }
    bool is(std::string_view word) const { return !quoted && raw == word; }
};

enum class Parentheses { partOfWords, apart };

// Splits a line, from a byte on, at spaces; # at the start or after a space
// begins a comment. Quotes keep spaces; in them \" and \\ are the only
// escapes. With Parentheses::apart each ( and ) outside quotes is a word of
// its own. On a fault the words so far are returned.
std::vector<Token> splitTokens(std::string_view line, int lineNumber,
                               std::vector<Fault>& faults,
                               Parentheses parentheses =
                                   Parentheses::partOfWords,
                               std::size_t from = 0);

// A whole number without sign, at most `most`.
std::optional<std::uint64_t> wholeNumber(std::string_view text,
                                         std::uint64_t most = ~0ULL);

bool isDigits(std::string_view text);

// A text as a value or name in a line: in quotes where it needs them.
std::string quoted(std::string_view text);

}  // namespace lockstep::script
