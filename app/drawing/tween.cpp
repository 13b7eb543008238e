// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/tween.h"

#include <algorithm>
#include <map>

#include "drawing/motion.h"

namespace lockstep::drawing {

namespace {

double slide(double from, double to, double share) { return from + (to - from) * share; }

Rect slide(const Rect& from, const Rect& to, double share) {
    return {slide(from.x, to.x, share), slide(from.y, to.y, share),
            slide(from.width, to.width, share), slide(from.height, to.height, share)};
}

Paint slide(const Paint& from, const Paint& to, double share) {
    // Two shades of the same inks; another shade is there at once.
    if (from.ink == to.ink && from.was == to.was)
        return {to.was, to.ink, slide(from.mix, to.mix, share)};
    if (to.mix < 1) return to;
    const Ink start = from.mix < 0.5 ? from.was : from.ink;
    return start == to.ink ? to : Paint(start, to.ink, share);
}

bool sameSteps(const Path& a, const Path& b) {
    return std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(),
                      [](const PathStep& x, const PathStep& y) { return x.verb == y.verb; });
}

// Whether one shape can slide into the other; otherwise they cross-fade.
bool alike(const Shape& a, const Shape& b) {
    if (a.index() != b.index()) return false;
    if (const Path* path = std::get_if<Path>(&a)) return sameSteps(*path, std::get<Path>(b));
    if (const Text* text = std::get_if<Text>(&a)) {
        const Text& other = std::get<Text>(b);
        return text->words == other.words && text->face == other.face &&
               text->weight == other.weight && text->anchor == other.anchor;
    }
    return true;
}

Shape slide(const Shape& from, const Shape& to, double share) {
    Shape result = to;
    if (Circle* circle = std::get_if<Circle>(&result)) {
        const Circle& start = std::get<Circle>(from);
        circle->center = between(start.center, circle->center, share);
        circle->radius = slide(start.radius, circle->radius, share);
    } else if (Box* box = std::get_if<Box>(&result)) {
        const Box& start = std::get<Box>(from);
        box->rect = slide(start.rect, box->rect, share);
        box->corner = slide(start.corner, box->corner, share);
    } else if (Arc* arc = std::get_if<Arc>(&result)) {
        const Arc& start = std::get<Arc>(from);
        arc->center = between(start.center, arc->center, share);
        arc->radius = slide(start.radius, arc->radius, share);
        arc->start = slide(start.start, arc->start, share);
        arc->sweep = slide(start.sweep, arc->sweep, share);
    } else if (Path* path = std::get_if<Path>(&result)) {
        const Path& start = std::get<Path>(from);
        for (std::size_t i = 0; i < path->steps.size(); ++i) {
            PathStep& step = path->steps[i];
            step.to = between(start.steps[i].to, step.to, share);
            step.control1 = between(start.steps[i].control1, step.control1, share);
            step.control2 = between(start.steps[i].control2, step.control2, share);
        }
    } else if (Text* text = std::get_if<Text>(&result)) {
        const Text& start = std::get<Text>(from);
        text->at = between(start.at, text->at, share);
        text->size = slide(start.size, text->size, share);
    }
    return result;
}

Style slide(const Style& from, const Style& to, double share) {
    Style result = to;
    result.fill = slide(from.fill, to.fill, share);
    result.stroke = slide(from.stroke, to.stroke, share);
    result.width = slide(from.width, to.width, share);
    result.opacity = slide(from.opacity, to.opacity, share);
    return result;
}

Part fadedPart(const Part& part, double opacity) {
    Part result = part;
    result.style.opacity *= opacity;
    return result;
}

// How much is left of what goes. An area stays nearly whole until what comes covers it: else the
// ground would shine through both.
double leftOf(const Part& part, double share) {
    const bool isArea = part.style.fill && !part.style.stroke && !std::get_if<Text>(&part.shape);
    return 1 - (isArea ? share * share * share : share);
}

const Part* findPart(const Mark& mark, const std::string& key) {
    const auto found = std::find_if(mark.parts.begin(), mark.parts.end(),
                                    [&](const Part& part) { return part.key == key; });
    return found == mark.parts.end() ? nullptr : &*found;
}

}  // namespace

double easeOut(double share) {
    const double rest = 1 - std::clamp(share, 0.0, 1.0);
    return 1 - rest * rest * rest;
}

Mark faded(const Mark& mark, double opacity) {
    Mark result = mark;
    for (Part& part : result.parts) part.style.opacity *= opacity;
    return result;
}

bool jumps(const Mark& mark) { return mark.flight && mark.flight->sent == mark.flight->due; }

Mark appearing(const Mark& mark, Time time, double share) {
    Mark result = at(mark, time);
    if (!jumps(mark)) return faded(result, share);
    result.place = between(mark.flight->from, mark.flight->to, share);
    return result;
}

Mark tween(const Mark& before, const Mark& after, double share) {
    Mark result = after;
    result.place = between(before.place, after.place, share);
    result.parts.clear();
    // What has gone lies underneath while it fades, so that what is new is not hidden by it.
    for (const Part& old : before.parts) {
        const Part* next = findPart(after, old.key);
        if (!next || !alike(old.shape, next->shape))
            result.parts.push_back(fadedPart(old, leftOf(old, share)));
    }
    for (const Part& next : after.parts) {
        const Part* old = findPart(before, next.key);
        if (!old || !alike(old->shape, next.shape)) {
            result.parts.push_back(fadedPart(next, share));
            continue;
        }
        Part part = next;
        part.shape = slide(old->shape, next.shape, share);
        part.style = slide(old->style, next.style, share);
        result.parts.push_back(std::move(part));
    }
    return result;
}

bool changesSides(const Mark& before, const Seen& was, const Mark& after, const Seen& is) {
    constexpr double near = 8;
    if (after.layer != Layer::labels || after.of.empty()) return false;
    const Mark* start = findMark(*was.figure, before.of);
    const Mark* end = findMark(*is.figure, after.of);
    if (!start || !end) return false;
    const Point from = placeAt(before, was.time) - placeAt(*start, was.time);
    const Point to = placeAt(after, is.time) - placeAt(*end, is.time);
    return distance(from, to) > near;
}

Figure tween(const Figure& before, const Figure& after, double share) {
    if (share <= 0) return at(before, before.time);
    if (share >= 1) return at(after, after.time);
    std::map<std::string, const Mark*> old;
    for (const Mark& mark : before.marks) old[mark.id] = &mark;

    Figure result = after;
    result.marks.clear();
    for (const Mark& mark : after.marks) {
        const auto found = old.find(mark.id);
        const Mark now = at(mark, after.time);
        const bool isNew = found == old.end() ||
                           changesSides(*found->second, {&before, before.time}, mark,
                                        {&after, after.time});
        if (isNew) {
            result.marks.push_back(appearing(mark, after.time, share));
        } else {
            result.marks.push_back(tween(at(*found->second, before.time), now, share));
            old.erase(found);
        }
    }
    for (const Mark& mark : before.marks)
        if (old.count(mark.id) > 0)
            result.marks.push_back(faded(at(mark, before.time), 1 - share));
    return result;
}

}  // namespace lockstep::drawing
