// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drawing/figure.h"

namespace lockstep::drawing {

// Everything larger by the factor: places, sizes, words and line widths.
Figure scaled(Figure figure, double factor);

// The mark somewhere else, flight and all.
Mark moved(const Mark& mark, Point by);

}  // namespace lockstep::drawing
