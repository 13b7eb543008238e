// SPDX-License-Identifier: GPL-3.0-or-later
// Motions inside a mark, evaluated for a simulated time. Pure: the same time, the same picture.
#pragma once

#include <vector>

#include "drawing/figure.h"

namespace lockstep::drawing {

// Whether the mark looks different at different times.
bool moves(const Mark& mark);

// Where the mark is then. A flight waits at its start before and at its end after.
Point placeAt(const Mark& mark, Time time);

// Where it is at both times and at even moments between them; `steps` is at least 1.
std::vector<Point> placesBetween(const Mark& mark, Time from, Time until, int steps);

// The share of a countdown that is left, from 1 to 0.
double shareLeft(const Countdown& countdown, Time time);

// The mark as it looks then: placed, arcs run down, trails drawn; nothing left to move.
Mark at(const Mark& mark, Time time);
Figure at(const Figure& figure, Time time);

}  // namespace lockstep::drawing
