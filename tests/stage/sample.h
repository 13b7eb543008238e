// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "drawing/figure.h"

namespace lockstep::testing {

// 400x300: S1 at 100,100, S2 at 300,100, S3 at 200,220, links, one packet from
// S1 to S2 between 0 and 1000 us with its label, timers that run out at 2000.
drawing::Figure sampleFigure();
std::shared_ptr<const drawing::Figure> shared(drawing::Figure figure);

}  // namespace lockstep::testing
