// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/motion.h"

#include <algorithm>

#include "drawing/shapes.h"

namespace lockstep::drawing {

bool moves(const Mark& mark) {
    return mark.flight || std::any_of(mark.parts.begin(), mark.parts.end(),
                                      [](const Part& part) { return part.countdown.has_value(); });
}

Point placeAt(const Mark& mark, Time time) {
    if (!mark.flight) return mark.place;
    const Flight& flight = *mark.flight;
    if (time >= flight.due || flight.due <= flight.sent) return flight.to;
    if (time <= flight.sent) return flight.from;
    const double share = static_cast<double>(time - flight.sent) /
                         static_cast<double>(flight.due - flight.sent);
    return between(flight.from, flight.to, share);
}

std::vector<Point> placesBetween(const Mark& mark, Time from, Time until, int steps) {
    std::vector<Point> places;
    for (int i = 0; i <= steps; ++i)
        places.push_back(placeAt(mark, from + (until - from) * i / steps));
    return places;
}

double shareLeft(const Countdown& countdown, Time time) {
    if (time >= countdown.until || countdown.until <= countdown.from) return 0;
    if (time <= countdown.from) return 1;
    return static_cast<double>(countdown.until - time) /
           static_cast<double>(countdown.until - countdown.from);
}

Mark at(const Mark& mark, Time time) {
    Mark still = mark;
    still.place = placeAt(mark, time);
    still.flight.reset();
    for (Part& part : still.parts) {
        if (part.countdown) {
            const double left = shareLeft(*part.countdown, time);
            if (Arc* arc = std::get_if<Arc>(&part.shape)) arc->sweep *= left;
            if (left == 0) part.style.opacity = 0;
            part.countdown.reset();
        }
        if (part.trail > 0) {
            const Point way = mark.flight ? still.place - mark.flight->from : Point{};
            const Point back = unit(way) * -std::min(part.trail, length(way));
            part.shape = segment(back, {});
            if (back == Point{}) part.style.opacity = 0;
            part.trail = 0;
        }
    }
    return still;
}

Figure at(const Figure& figure, Time time) {
    Figure still = figure;
    still.time = time;
    for (Mark& mark : still.marks) mark = at(mark, time);
    return still;
}

}  // namespace lockstep::drawing
