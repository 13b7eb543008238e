// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/scenario.h"

namespace lockstep::script {

// What a script may be at most. Nobody writes more by hand, and a recording
// of a million steps is far smaller.
inline constexpr std::size_t longestText = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t longestLine = std::size_t{64} * 1024;

// The text as the language sees it: without a byte order mark, with line feeds
// alone and spaces for tabs. Nothing, and why, if it is too long, is not UTF-8
// or holds control characters. Bytes of a line keep their places.
std::optional<std::string> cleanText(std::string_view text, Fault& fault);

// Its lines, without their ends. The last one may lack its line feed.
std::vector<std::string_view> linesOf(std::string_view text);

// The length of the UTF-8 character that a text begins with; 0 if it begins
// with none.
std::size_t characterLength(std::string_view text);

// The column, in characters from 1, of a byte of a line.
int columnOf(std::string_view line, std::size_t byte);

// A word of somebody's text for a message: in quotes, on one line, shortened.
std::string shown(std::string_view word);

// The candidate nearest to a mistyped word, if one is near.
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates);

// "; did you mean step?" or, if nothing is near, "; " and the other text.
std::string didYouMean(std::string_view word,
                       const std::vector<std::string>& candidates,
                       std::string_view otherwise);

}  // namespace lockstep::script
