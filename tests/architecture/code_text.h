// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep::testing {

// The text with each comment blanked out; strings stay, lines keep their
// numbers and columns.
std::string withoutComments(std::string_view text);

// The same, with the insides of strings and characters blanked out as well.
std::string withoutCommentsAndStrings(std::string_view text);

struct Include {
    std::string path;  // "kernel/time.h", "QString", "vector"
    int line = 0;
};
std::vector<Include> includesOf(std::string_view text);

// A function's body from its first line to the closing brace, found by the
// layout that clang-format gives: the brace that ends it stands under the
// line that began it.
struct Block {
    int line = 0;
    int length = 0;
};
std::vector<Block> functionsOf(std::string_view text);

std::vector<std::string> linesOf(std::string_view text);

// Columns of a line as a reader counts them: one for each code point.
int columnsOf(std::string_view line);

// Whether the word stands there with no letter, digit or _ around it.
bool hasWord(std::string_view text, std::string_view word);

}  // namespace lockstep::testing
