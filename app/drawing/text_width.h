// SPDX-License-Identifier: GPL-3.0-or-later
// How much room words take, without Qt and the same everywhere: the sum of the letters' widths in
// the two bundled fonts, kerning left out (it moves a line by at most a few hundredths).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawing/figure.h"

namespace lockstep::drawing {

double textWidth(std::string_view utf8, double size, Weight weight = Weight::regular,
                 Face face = Face::words);
double textWidth(const Text& text);

// From the baseline to the top of capitals, as a share of the size.
inline constexpr double capHeight = 2048.0 / 2816;
// The baseline that centres a line of capitals on y.
constexpr double baselineAt(double middle, double size) { return middle + capHeight * size / 2; }

// The rectangle that a line of text fills, with its ascenders and descenders.
Rect textRect(const Text& text);

// The words, or as many as fit followed by "…".
std::string elided(std::string_view utf8, double width, double size,
                   Weight weight = Weight::regular, Face face = Face::words);

// The words in lines of at most this width, broken at spaces; a longer word has its own line.
// At most `lines` of them, the last one elided.
std::vector<std::string> wrapped(std::string_view utf8, double width, double size, Weight weight,
                                 std::size_t lines);

}  // namespace lockstep::drawing
