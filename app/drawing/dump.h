// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as text: for goldens that people read, and for looking at one without a screen.
#pragma once

#include <string>

#include "drawing/figure.h"

namespace lockstep::drawing {

// One line a mark, one indented line a part, in the order of the figure; numbers rounded to whole
// pixels, so that a golden changes when the picture does and not with the last bit.
std::string toText(const Figure& figure);

}  // namespace lockstep::drawing
