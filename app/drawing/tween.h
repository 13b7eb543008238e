// SPDX-License-Identifier: GPL-3.0-or-later
// What jumps at a step, drawn as a way there. Marks and parts are matched by id and key: places,
// sizes and inks slide, words cross-fade, what is new fades in and what is gone fades out.
#pragma once

#include "drawing/figure.h"

namespace lockstep::drawing {

// Fast at first and gentle at the end; 0 to 1 gives 0 to 1.
double easeOut(double share);

// Both marks standing still (see motion.h), `share` of the way from `before` to `after`.
Mark tween(const Mark& before, const Mark& after, double share);

// The same mark fainter, by this factor.
Mark faded(const Mark& mark, double opacity);

// Whether a mark takes no time on the clock for its flight: it jumps. If it is new, the tween shows
// its way, and takes longer over it.
bool jumps(const Mark& mark);

// A mark that was not there before, `share` of the way: it fades in; one that jumps slides in from
// where it came.
Mark appearing(const Mark& mark, Time time, double share);

// A figure as it is seen at a time.
struct Seen {
    const Figure* figure = nullptr;
    Time time = 0;
};

// Whether a label comes to lie elsewhere around what it speaks of. It does not slide there, where
// it would cover it on the way: the one fades out and the other in.
bool changesSides(const Mark& before, const Seen& was, const Mark& after, const Seen& is);

// Both figures at their own times, `share` of the way, from 0 to 1, eased already.
Figure tween(const Figure& before, const Figure& after, double share);

}  // namespace lockstep::drawing
