// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lockstep::drawing {

namespace {

// Handles of this length make four cubic curves look like a circle.
constexpr double circleHandle = 0.5522847498;

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

void addArcPoints(std::vector<Point>& points, const Arc& arc) {
    const int pieces = std::max(2, static_cast<int>(std::ceil(std::abs(arc.sweep) / 6)));
    for (int i = 0; i <= pieces; ++i)
        points.push_back(onCircle(arc.center, arc.radius, arc.start + arc.sweep * i / pieces));
}

Outline circleOutline(const Circle& circle) {
    Outline outline;
    addArcPoints(outline.points, {circle.center, circle.radius, 0, 360});
    outline.closed = true;
    return outline;
}

Outline boxOutline(const Box& box) {
    const Rect& r = box.rect;
    const double c = std::min({box.corner, r.width / 2, r.height / 2});
    Outline outline;
    outline.closed = true;
    if (c <= 0) {
        outline.points = {{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}};
        return outline;
    }
    addArcPoints(outline.points, {{r.right() - c, r.y + c}, c, 0, 90});
    addArcPoints(outline.points, {{r.right() - c, r.bottom() - c}, c, 90, 90});
    addArcPoints(outline.points, {{r.x + c, r.bottom() - c}, c, 180, 90});
    addArcPoints(outline.points, {{r.x + c, r.y + c}, c, 270, 90});
    return outline;
}

std::vector<Outline> pathOutlines(const Path& path) {
    std::vector<Outline> outlines;
    for (const PathStep& step : path.steps) {
        if (step.verb == Verb::move || outlines.empty()) outlines.emplace_back();
        Outline& current = outlines.back();
        switch (step.verb) {
            case Verb::move:
            case Verb::line: current.points.push_back(step.to); break;
            case Verb::curve: {
                const Point from = current.points.empty() ? step.control1 : current.points.back();
                for (int i = 1; i <= 12; ++i) {
                    const double t = i / 12.0;
                    const double u = 1 - t;
                    current.points.push_back(from * (u * u * u) + step.control1 * (3 * u * u * t) +
                                             step.control2 * (3 * u * t * t) +
                                             step.to * (t * t * t));
                }
                break;
            }
            case Verb::close: current.closed = true; break;
        }
    }
    return outlines;
}

Path circlePath(Point center, double radius) {
    const double handle = radius * circleHandle;
    const auto at = [&](double x, double y) { return center + Point{x, y}; };
    Path path;
    path.moveTo(at(0, -radius));
    path.curveTo(at(handle, -radius), at(radius, -handle), at(radius, 0));
    path.curveTo(at(radius, handle), at(handle, radius), at(0, radius));
    path.curveTo(at(-handle, radius), at(-radius, handle), at(-radius, 0));
    path.curveTo(at(-radius, -handle), at(-handle, -radius), at(0, -radius));
    return path.close();
}

}  // namespace

Path segment(Point from, Point to) { return Path{}.moveTo(from).lineTo(to); }

Path polygon(const std::vector<Point>& corners) {
    Path path;
    for (const Point& corner : corners)
        path.steps.empty() ? path.moveTo(corner) : path.lineTo(corner);
    return path.close();
}

Path hexagon(Point center, double radius) {
    std::vector<Point> corners;
    for (int i = 0; i < 6; ++i) corners.push_back(onCircle(center, radius, 60.0 * i));
    return polygon(corners);
}

Path star(Point center, double radius) {
    std::vector<Point> corners;
    for (int i = 0; i < 10; ++i)
        corners.push_back(onCircle(center, i % 2 == 0 ? radius : radius * 0.45, 36.0 * i));
    return polygon(corners);
}

Path checkGlyph(Point center, double radius) {
    return Path{}
        .moveTo(center + Point{-0.42, 0.02} * radius)
        .lineTo(center + Point{-0.1, 0.34} * radius)
        .lineTo(center + Point{0.44, -0.32} * radius);
}

Path crossGlyph(Point center, double radius) {
    const double arm = 0.36 * radius;
    return Path{}
        .moveTo(center + Point{-arm, -arm})
        .lineTo(center + Point{arm, arm})
        .moveTo(center + Point{arm, -arm})
        .lineTo(center + Point{-arm, arm});
}

Path arrowHead(Point center, Point direction, double length, double width) {
    const Point along = unit(direction);
    const Point across{-along.y, along.x};
    const Point tip = center + along * (length / 2);
    const Point back = center - along * (length / 2);
    return polygon({tip, back + across * (width / 2), back - across * (width / 2)});
}

Path softHull(const std::vector<Point>& points, double margin) {
    if (points.empty()) return {};
    std::vector<Point> hull = convexHull(points);
    if (hull.size() == 1) return circlePath(hull.front(), margin);
    // Two points have an outline too: there and back again.
    const std::size_t count = hull.size();
    Path path;
    for (std::size_t i = 0; i < count; ++i) {
        const Point before = hull[(i + count - 1) % count];
        const Point here = hull[i];
        const Point after = hull[(i + 1) % count];
        const auto outwards = [](Point from, Point to) {
            const Point along = unit(to - from);
            return Point{along.y, -along.x};
        };
        const Point first = outwards(before, here);
        const Point second = outwards(here, after);
        double turn = std::atan2(first.x * second.y - first.y * second.x,
                                 first.x * second.x + first.y * second.y);
        // Straight back around the end of a line is half a turn, always the outer way.
        if (turn < -1e-9 || count == 2) turn = std::abs(turn);
        const int pieces = std::max(1, static_cast<int>(std::ceil(turn / (std::numbers::pi / 2))));
        const double step = turn / pieces;
        const double handle = 4.0 / 3 * std::tan(step / 4) * margin;
        Point normal = first;
        const Point start = here + normal * margin;
        path.steps.empty() ? path.moveTo(start) : path.lineTo(start);
        for (int piece = 0; piece < pieces && turn > 1e-6; ++piece) {
            const Point next{normal.x * std::cos(step) - normal.y * std::sin(step),
                             normal.x * std::sin(step) + normal.y * std::cos(step)};
            const auto tangent = [](Point n) { return Point{-n.y, n.x}; };
            path.curveTo(here + normal * margin + tangent(normal) * handle,
                         here + next * margin - tangent(next) * handle, here + next * margin);
            normal = next;
        }
    }
    return path.close();
}

std::vector<Outline> outlinesOf(const Shape& shape) {
    return std::visit(
        Overloaded{
            [](const Circle& circle) { return std::vector<Outline>{circleOutline(circle)}; },
            [](const Box& box) { return std::vector<Outline>{boxOutline(box)}; },
            [](const Arc& arc) {
                Outline outline;
                addArcPoints(outline.points, arc);
                return std::vector<Outline>{outline};
            },
            [](const Path& path) { return pathOutlines(path); },
            [](const Text&) { return std::vector<Outline>{}; },
        },
        shape);
}

Style filled(Paint fill) {
    Style style;
    style.fill = fill;
    return style;
}

Style stroked(Paint stroke, double width, Dash dash) {
    Style style;
    style.stroke = stroke;
    style.width = width;
    style.dash = dash;
    return style;
}

Style outlined(Paint fill, Paint stroke, double width, Dash dash) {
    Style style = stroked(stroke, width, dash);
    style.fill = fill;
    return style;
}

Part part(std::string key, Shape shape, Style style) {
    Part made;
    made.key = std::move(key);
    made.shape = std::move(shape);
    made.style = style;
    return made;
}

Part words(std::string key, std::string text, Point at, double size, Weight weight, Paint paint,
           Anchor anchor) {
    Text made;
    made.words = std::move(text);
    made.at = at;
    made.size = size;
    made.weight = weight;
    made.anchor = anchor;
    return part(std::move(key), std::move(made), filled(paint));
}

Part code(std::string key, std::string text, Point at, double size, Paint paint, Anchor anchor,
          Weight weight) {
    Part made = words(std::move(key), std::move(text), at, size, weight, paint, anchor);
    std::get<Text>(made.shape).face = Face::code;
    return made;
}

}  // namespace lockstep::drawing
