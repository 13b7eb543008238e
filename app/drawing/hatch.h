// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns for print, as lines that end at the shape's edge: no clipping, which SVG writers of old
// ignore, and no bitmaps.
#pragma once

#include "drawing/figure.h"

namespace lockstep::drawing {

enum class Pattern : std::uint8_t { plain, rising, falling, level, upright, crossed };

// How a pattern is drawn over its area, faint enough for words upon it.
inline constexpr double patternGap = 5;
inline constexpr double patternWidth = 0.8;
inline constexpr double patternOpacity = 0.28;

// The lines of the pattern inside a closed shape, `gap` apart. Nothing for a plain one.
Path hatch(const Shape& shape, Pattern pattern, double gap);

}  // namespace lockstep::drawing
