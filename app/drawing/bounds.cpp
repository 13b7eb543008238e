// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/bounds.h"

#include <algorithm>
#include <limits>

#include "drawing/motion.h"
#include "drawing/shapes.h"
#include "drawing/text_width.h"

namespace lockstep::drawing {

namespace {

Rect around(const std::vector<Point>& points) {
    if (points.empty()) return {};
    double left = points.front().x, right = left;
    double top = points.front().y, bottom = top;
    for (const Point& point : points) {
        left = std::min(left, point.x);
        right = std::max(right, point.x);
        top = std::min(top, point.y);
        bottom = std::max(bottom, point.y);
    }
    return {left, top, right - left, bottom - top};
}

bool inside(const Outline& outline, Point point) {
    bool odd = false;
    const auto& p = outline.points;
    for (std::size_t i = 0, j = p.size() - 1; i < p.size(); j = i++) {
        const bool crosses = (p[i].y > point.y) != (p[j].y > point.y);
        if (crosses &&
            point.x < (p[j].x - p[i].x) * (point.y - p[i].y) / (p[j].y - p[i].y) + p[i].x)
            odd = !odd;
    }
    return odd;
}

double distanceToOutline(const Outline& outline, Point point, bool isFilled) {
    if (isFilled && inside(outline, point)) return 0;
    double nearest = std::numeric_limits<double>::infinity();
    const auto& p = outline.points;
    for (std::size_t i = 1; i < p.size(); ++i)
        nearest = std::min(nearest, distanceToSegment(point, p[i - 1], p[i]));
    if (outline.closed && !p.empty())
        nearest = std::min(nearest, distanceToSegment(point, p.back(), p.front()));
    return nearest;
}

double distanceToPart(const Part& part, Point point) {
    if (const Text* text = std::get_if<Text>(&part.shape))
        return distanceToRect(point, textRect(*text));
    const bool isFilled = static_cast<bool>(part.style.fill);
    double nearest = std::numeric_limits<double>::infinity();
    for (const Outline& outline : outlinesOf(part.shape))
        nearest = std::min(nearest, distanceToOutline(outline, point, isFilled));
    return std::max(0.0, nearest - (part.style.stroke ? part.style.width / 2 : 0));
}

}  // namespace

Rect boundsOf(const Part& part) {
    if (const Text* text = std::get_if<Text>(&part.shape)) return textRect(*text);
    Rect rect;
    if (const Circle* circle = std::get_if<Circle>(&part.shape))
        rect = grown({circle->center.x, circle->center.y, 0, 0}, circle->radius);
    else if (const Box* box = std::get_if<Box>(&part.shape))
        rect = box->rect;
    else if (const Arc* arc = std::get_if<Arc>(&part.shape))
        rect = grown({arc->center.x, arc->center.y, 0, 0}, arc->radius);
    else {
        std::vector<Point> points;
        for (const Outline& outline : outlinesOf(part.shape))
            points.insert(points.end(), outline.points.begin(), outline.points.end());
        rect = around(points);
    }
    rect = grown(rect, part.style.stroke ? part.style.width / 2 : 0);
    return part.trail > 0 ? grown(rect, part.trail) : rect;
}

Rect boundsOf(const Mark& mark) {
    Rect rect;
    for (const Part& part : mark.parts) rect = united(rect, boundsOf(part));
    return moved(rect, mark.place);
}

Rect sweptBounds(const Mark& mark) {
    if (!mark.flight) return boundsOf(mark);
    const Rect here = moved(boundsOf(mark), mark.place * -1);
    return united(moved(here, mark.flight->from), moved(here, mark.flight->to));
}

double distanceTo(const Mark& mark, Point point) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const Part& part : mark.parts)
        if (part.trail <= 0) nearest = std::min(nearest, distanceToPart(part, point - mark.place));
    return nearest;
}

const Mark* markAt(const Figure& figure, Point point, Time time, double slop) {
    const std::vector<std::size_t> order = paintingOrder(figure);
    const Mark* best = nullptr;
    double bestDistance = slop;
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        const Mark& mark = figure.marks[*it];
        const bool touchable = mark.role != Role::decoration || !mark.of.empty();
        if (!touchable) continue;
        const Point place = placeAt(mark, time);
        const Point relative = point - place + mark.place;
        if (!contains(grown(boundsOf(mark), slop), relative)) continue;
        const double away = distanceTo(mark, relative);
        if (away < bestDistance || (away == 0 && !best)) {
            best = &mark;
            bestDistance = away;
        }
        if (best && bestDistance == 0) break;
    }
    if (!best || best->of.empty()) return best;
    const Mark* owner = findMark(figure, best->of);
    return owner ? owner : best;
}

}  // namespace lockstep::drawing
