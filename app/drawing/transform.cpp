// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/transform.h"

namespace lockstep::drawing {

namespace {

struct Scale {
    double factor;

    Rect operator()(const Rect& r) const {
        return {r.x * factor, r.y * factor, r.width * factor, r.height * factor};
    }
    Shape operator()(const Circle& circle) const {
        return Circle{circle.center * factor, circle.radius * factor};
    }
    Shape operator()(const Box& box) const {
        return Box{(*this)(box.rect), box.corner * factor};
    }
    Shape operator()(const Arc& arc) const {
        return Arc{arc.center * factor, arc.radius * factor, arc.start, arc.sweep};
    }
    Shape operator()(const Path& path) const {
        Path result = path;
        for (PathStep& step : result.steps) {
            step.to = step.to * factor;
            step.control1 = step.control1 * factor;
            step.control2 = step.control2 * factor;
        }
        return result;
    }
    Shape operator()(const Text& text) const {
        Text result = text;
        result.at = result.at * factor;
        result.size *= factor;
        result.spacing *= factor;
        return result;
    }
};

}  // namespace

Figure scaled(const Figure& figure, double factor) {
    if (factor == 1) return figure;
    const Scale scale{factor};
    Figure result = figure;
    result.size = {figure.size.width * factor, figure.size.height * factor};
    for (Mark& mark : result.marks) {
        mark.place = mark.place * factor;
        if (mark.flight) {
            mark.flight->from = mark.flight->from * factor;
            mark.flight->to = mark.flight->to * factor;
        }
        for (Part& part : mark.parts) {
            part.shape = std::visit(scale, part.shape);
            part.style.width *= factor;
            part.trail *= factor;
        }
    }
    return result;
}

Mark moved(const Mark& mark, Point by) {
    Mark result = mark;
    result.place = result.place + by;
    if (result.flight) {
        result.flight->from = result.flight->from + by;
        result.flight->to = result.flight->to + by;
    }
    return result;
}

}  // namespace lockstep::drawing
