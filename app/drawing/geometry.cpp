// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/geometry.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

namespace lockstep::drawing {

bool contains(const Rect& outer, const Rect& inner) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() &&
           inner.bottom() <= outer.bottom();
}

bool contains(const Rect& rect, Point point) {
    return point.x >= rect.x && point.x <= rect.right() && point.y >= rect.y &&
           point.y <= rect.bottom();
}

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

Rect united(const Rect& a, const Rect& b) {
    if (a.width <= 0 && a.height <= 0) return b;
    if (b.width <= 0 && b.height <= 0) return a;
    const double x = std::min(a.x, b.x);
    const double y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

double length(Point vector) { return std::hypot(vector.x, vector.y); }

double distance(Point a, Point b) { return length(b - a); }

double distanceToSegment(Point point, Point from, Point to) {
    const Point along = to - from;
    const double square = along.x * along.x + along.y * along.y;
    if (square == 0) return distance(point, from);
    const Point offset = point - from;
    const double share = (offset.x * along.x + offset.y * along.y) / square;
    return distance(point, between(from, to, std::clamp(share, 0.0, 1.0)));
}

double distanceToRect(Point point, const Rect& rect) {
    const double dx = std::max({rect.x - point.x, 0.0, point.x - rect.right()});
    const double dy = std::max({rect.y - point.y, 0.0, point.y - rect.bottom()});
    return std::hypot(dx, dy);
}

Point unit(Point vector) {
    const double size = length(vector);
    return size == 0 ? Point{} : vector * (1 / size);
}

Point onCircle(Point center, double radius, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    return {center.x + radius * std::sin(angle), center.y - radius * std::cos(angle)};
}

std::vector<Point> convexHull(std::vector<Point> points) {
    if (points.size() < 3) return points;
    std::sort(points.begin(), points.end(),
              [](Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    const auto turn = [](Point a, Point b, Point c) {
        return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    };
    std::vector<Point> hull;
    // Andrew's monotone chain: one way along the points and back again.
    for (int pass = 0; pass < 2; ++pass) {
        const std::size_t base = hull.size();
        for (const Point& point : points) {
            while (hull.size() >= base + 2 && turn(hull[hull.size() - 2], hull.back(), point) <= 0)
                hull.pop_back();
            hull.push_back(point);
        }
        hull.pop_back();
        std::reverse(points.begin(), points.end());
    }
    return hull;
}

std::string shortNumber(double value, int decimals) {
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                      std::chars_format::fixed, decimals);
    if (result.ec != std::errc{}) return "0";
    std::string text(buffer.data(), result.ptr);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

}  // namespace lockstep::drawing
