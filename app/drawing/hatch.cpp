// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/hatch.h"

#include <algorithm>
#include <cmath>

#include "drawing/shapes.h"

namespace lockstep::drawing {

namespace {

// Lines along `direction`, at whole multiples of the gap from the origin, where they are inside.
void addLines(Path& path, const std::vector<Outline>& outlines, Point direction, double gap) {
    const Point across{-direction.y, direction.x};
    const auto height = [&](Point p) { return p.x * across.x + p.y * across.y; };
    const auto along = [&](Point p) { return p.x * direction.x + p.y * direction.y; };
    double low = 0, high = 0;
    bool first = true;
    for (const Outline& outline : outlines)
        for (const Point& point : outline.points) {
            low = first ? height(point) : std::min(low, height(point));
            high = first ? height(point) : std::max(high, height(point));
            first = false;
        }
    // Half a gap in, so that no line runs along an edge.
    for (double at = (std::floor(low / gap) + 0.5) * gap; at < high; at += gap) {
        std::vector<double> cuts;
        for (const Outline& outline : outlines) {
            const auto& p = outline.points;
            for (std::size_t i = 0, j = p.size() - 1; i < p.size(); j = i++) {
                const double a = height(p[j]), b = height(p[i]);
                if ((a > at) == (b > at)) continue;
                cuts.push_back(along(between(p[j], p[i], (at - a) / (b - a))));
            }
        }
        std::sort(cuts.begin(), cuts.end());
        for (std::size_t i = 0; i + 1 < cuts.size(); i += 2) {
            const Point base = across * at;
            path.moveTo(base + direction * cuts[i]).lineTo(base + direction * cuts[i + 1]);
        }
    }
}

}  // namespace

Path hatch(const Shape& shape, Pattern pattern, double gap) {
    Path path;
    const std::vector<Outline> outlines = outlinesOf(shape);
    if (outlines.empty()) return path;
    const double slant = std::sqrt(0.5);
    switch (pattern) {
        case Pattern::plain: break;
        case Pattern::rising: addLines(path, outlines, {slant, -slant}, gap); break;
        case Pattern::falling: addLines(path, outlines, {slant, slant}, gap); break;
        case Pattern::level: addLines(path, outlines, {1, 0}, gap); break;
        case Pattern::upright: addLines(path, outlines, {0, 1}, gap); break;
        case Pattern::crossed:
            addLines(path, outlines, {slant, slant}, gap * 1.4);
            addLines(path, outlines, {slant, -slant}, gap * 1.4);
            break;
    }
    return path;
}

}  // namespace lockstep::drawing
