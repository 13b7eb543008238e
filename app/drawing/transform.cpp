// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/transform.h"

namespace lockstep::drawing {

namespace {

struct Scale {
    double factor;

    void operator()(Rect& r) const {
        r = {r.x * factor, r.y * factor, r.width * factor, r.height * factor};
    }
    void operator()(Circle& circle) const {
        circle.center = circle.center * factor;
        circle.radius *= factor;
    }
    void operator()(Box& box) const {
        (*this)(box.rect);
        box.corner *= factor;
    }
    void operator()(Arc& arc) const {
        arc.center = arc.center * factor;
        arc.radius *= factor;
    }
    void operator()(Path& path) const {
        for (PathStep& step : path.steps) {
            step.to = step.to * factor;
            step.control1 = step.control1 * factor;
            step.control2 = step.control2 * factor;
        }
    }
    void operator()(Text& text) const {
        text.at = text.at * factor;
        text.size *= factor;
        text.spacing *= factor;
    }
};

}  // namespace

Figure scaled(Figure figure, double factor) {
    if (factor == 1) return figure;
    const Scale scale{factor};
    figure.size = {figure.size.width * factor, figure.size.height * factor};
    for (Mark& mark : figure.marks) {
        mark.place = mark.place * factor;
        if (mark.flight) {
            mark.flight->from = mark.flight->from * factor;
            mark.flight->to = mark.flight->to * factor;
        }
        for (Part& part : mark.parts) {
            std::visit(scale, part.shape);
            part.style.width *= factor;
            part.trail *= factor;
        }
    }
    return figure;
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
