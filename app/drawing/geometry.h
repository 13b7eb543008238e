// SPDX-License-Identifier: GPL-3.0-or-later
// Points, sizes and rectangles of a figure. Units are logical pixels, x grows to the right and
// y grows downwards, as on screen and in SVG.
#pragma once

#include <string>
#include <vector>

namespace lockstep::drawing {

struct Point {
    double x = 0;
    double y = 0;

    friend bool operator==(const Point&, const Point&) = default;
};

constexpr Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
constexpr Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
constexpr Point operator*(Point a, double factor) { return {a.x * factor, a.y * factor}; }

struct Size {
    double width = 0;
    double height = 0;

    friend bool operator==(const Size&, const Size&) = default;
};

struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    constexpr double right() const { return x + width; }
    constexpr double bottom() const { return y + height; }
    constexpr Point center() const { return {x + width / 2, y + height / 2}; }
    constexpr bool isEmpty() const { return width <= 0 || height <= 0; }

    friend bool operator==(const Rect&, const Rect&) = default;
};

constexpr Rect around(Point center, Size size) {
    return {center.x - size.width / 2, center.y - size.height / 2, size.width, size.height};
}
constexpr Rect moved(Rect rect, Point by) {
    return {rect.x + by.x, rect.y + by.y, rect.width, rect.height};
}
// Larger on every side by `margin`, or smaller if it is negative.
constexpr Rect grown(Rect rect, double margin) {
    return {rect.x - margin, rect.y - margin, rect.width + 2 * margin, rect.height + 2 * margin};
}

bool contains(const Rect& outer, const Rect& inner);
bool contains(const Rect& rect, Point point);
// Rectangles that only touch at an edge do not overlap.
bool overlap(const Rect& a, const Rect& b);
// The smallest rectangle around both; an empty one counts as nothing.
Rect united(const Rect& a, const Rect& b);

double length(Point vector);
double distance(Point a, Point b);
double distanceToSegment(Point point, Point from, Point to);
double distanceToRect(Point point, const Rect& rect);
constexpr Point between(Point from, Point to, double share) { return from + (to - from) * share; }
// The vector of length one in the same direction; nothing stays nothing.
Point unit(Point vector);
// Degrees clockwise from twelve o'clock, the way a clock's hand turns.
Point onCircle(Point center, double radius, double degrees);

// A closed convex outline around the points, counted clockwise on screen; fewer than three points
// come back as they are.
std::vector<Point> convexHull(std::vector<Point> points);

// A number as text, rounded to at most `decimals` places, with no trailing zeros and never "-0".
// The same on every platform and in every locale.
std::string shortNumber(double value, int decimals = 2);

}  // namespace lockstep::drawing
