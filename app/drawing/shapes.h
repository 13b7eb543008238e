// SPDX-License-Identifier: GPL-3.0-or-later
// The few outlines that marks are made of, and short ways to write parts.
#pragma once

#include "drawing/figure.h"

namespace lockstep::drawing {

Path segment(Point from, Point to);
Path polygon(const std::vector<Point>& corners);
// A corner upwards, as the candidate's shape.
Path hexagon(Point center, double radius);
Path star(Point center, double radius);
// ✓ and ✕ as strokes, fitting a circle of this radius.
Path checkGlyph(Point center, double radius);
Path crossGlyph(Point center, double radius);
// A filled arrow head whose middle lies at `center` and that points along `direction`.
Path arrowHead(Point center, Point direction, double length, double width);
// An outline at `margin` around the hull of the points, with round corners. For one point a circle.
Path softHull(const std::vector<Point>& points, double margin);

// The straight pieces of any shape, curves divided finely. A text gives nothing.
struct Outline {
    std::vector<Point> points;
    bool closed = false;
};
std::vector<Outline> outlinesOf(const Shape& shape);

Style filled(Paint fill);
Style stroked(Paint stroke, double width, Dash dash = Dash::solid);
Style outlined(Paint fill, Paint stroke, double width, Dash dash = Dash::solid);

Part part(std::string key, Shape shape, Style style);
// Words in the face for words; the paint is the ink of the letters.
Part words(std::string key, std::string text, Point at, double size, Weight weight, Paint paint,
           Anchor anchor = Anchor::start);
Part code(std::string key, std::string text, Point at, double size, Paint paint,
          Anchor anchor = Anchor::start, Weight weight = Weight::regular);

}  // namespace lockstep::drawing
