// SPDX-License-Identifier: GPL-3.0-or-later
// Dashes that come out even: a closed outline has a whole number of them, small ones shorter.
#pragma once

#include <optional>
#include <utility>

#include "drawing/figure.h"

namespace lockstep::drawing {

struct DashLengths {
    double line = 0;
    double gap = 0;
};

// In pixels; nothing for a solid line.
std::optional<DashLengths> dashLengths(const Shape& shape, const Style& style);

}  // namespace lockstep::drawing
