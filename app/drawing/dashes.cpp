// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/dashes.h"

#include <algorithm>
#include <cmath>

#include "drawing/shapes.h"

namespace lockstep::drawing {

namespace {

constexpr double smallOutline = 60;

// The length around the first closed outline, or nothing.
std::optional<double> lengthAround(const Shape& shape) {
    const std::vector<Outline> outlines = outlinesOf(shape);
    if (outlines.empty() || !outlines.front().closed) return std::nullopt;
    const auto& points = outlines.front().points;
    double total = distance(points.back(), points.front());
    for (std::size_t i = 1; i < points.size(); ++i) total += distance(points[i - 1], points[i]);
    return total;
}

}  // namespace

std::optional<DashLengths> dashLengths(const Shape& shape, const Style& style) {
    if (style.dash == Dash::solid) return std::nullopt;
    const std::optional<double> around = lengthAround(shape);
    DashLengths lengths = style.dash == Dash::dashed ? DashLengths{4.5, 3.5} : DashLengths{2, 5};
    if (around && *around < smallOutline) lengths = {2.4, 2};
    if (!around) return lengths;
    const double period = lengths.line + lengths.gap;
    const double factor = *around / (std::max(4.0, std::round(*around / period)) * period);
    return DashLengths{lengths.line * factor, lengths.gap * factor};
}

}  // namespace lockstep::drawing
