// SPDX-License-Identifier: GPL-3.0-or-later
// Where marks are: for layout, for redrawing and for touching them.
#pragma once

#include "drawing/figure.h"

namespace lockstep::drawing {

// Around everything the part paints, line widths included, relative to the mark's place.
Rect boundsOf(const Part& part);

// Around the mark, standing still at its place.
Rect boundsOf(const Mark& mark);

// Around the mark wherever its flight takes it.
Rect sweptBounds(const Mark& mark);

// How far the point is from what the mark paints: 0 on a filled shape, letters or a line.
double distanceTo(const Mark& mark, Point point);

// The touchable mark nearest to the point, within `slop`, the topmost first. The mark's place is
// taken for `time`. A label answers for the mark it belongs to.
const Mark* markAt(const Figure& figure, Point point, Time time, double slop);

}  // namespace lockstep::drawing
