// SPDX-License-Identifier: GPL-3.0-or-later
// Where things go: servers in a ring, labels where they cover nothing.
#pragma once

#include <optional>
#include <vector>

#include "drawing/geometry.h"

namespace lockstep::drawing {

// The centres of `count` servers on an ellipse that fits the area, the first at the top, then
// clockwise, at even distances along it.
std::vector<Point> ringPlaces(std::size_t count, const Rect& area);

// The largest radius at which circles around these centres keep `gap` between each other.
double largestRadius(const std::vector<Point>& centers, double gap);

struct Disc {
    Point center;
    double radius = 0;
};

// A label wanted at something that may move. `anchors` are the places of that thing at a few
// moments, as many for each label and at the same moments; `spots` are where the label's centre
// may lie relative to it, the best first.
struct LabelWish {
    Size size;
    std::vector<Point> anchors;
    std::vector<Point> spots;
    // The first so many spots are close enough for a label to slide from one to another on the way.
    std::size_t close = 0;
    double leastGap = 0;  // to other anchors, if there is no room for KeepClear::anchorRadius
    double ownRadius = 0;  // of the thing itself, which a label that slides does not cross
};

// Where a label lies relative to its thing at the first and at the last moment.
struct LabelSpot {
    Point first;
    Point last;
    friend bool operator==(const LabelSpot&, const LabelSpot&) = default;
};

// What labels must leave free all the time.
struct KeepClear {
    Rect bounds;                // labels stay inside
    std::vector<Disc> discs;
    std::vector<Rect> rects;
    double anchorRadius = 0;    // around every anchor, if possible
};

// For each wish the spot it got, or nothing if every spot would cover a server, another label or
// the edge at any of the moments. Earlier wishes choose first.
std::vector<std::optional<LabelSpot>> placeLabels(const std::vector<LabelWish>& wishes,
                                                  const KeepClear& clear);

}  // namespace lockstep::drawing
