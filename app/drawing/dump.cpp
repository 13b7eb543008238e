// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/dump.h"

namespace lockstep::drawing {

namespace {

std::string pixels(double value) { return shortNumber(value, 0); }
std::string pixels(Point point) { return pixels(point.x) + ',' + pixels(point.y); }

const char* wordFor(Role role) {
    switch (role) {
        case Role::decoration: return "decoration";
        case Role::node: return "node";
        case Role::link: return "link";
        case Role::packet: return "packet";
        case Role::entry: return "entry";
        case Role::note: return "note";
    }
    return "";
}

const char* wordFor(Weight weight) {
    switch (weight) {
        case Weight::regular: return "";
        case Weight::medium: return " medium";
        case Weight::semibold: return " semibold";
        case Weight::bold: return " bold";
    }
    return "";
}

const char* wordFor(Anchor anchor) {
    switch (anchor) {
        case Anchor::start: return "from";
        case Anchor::middle: return "around";
        case Anchor::end: return "up to";
    }
    return "";
}

std::string nameOfPaint(const Paint& paint) {
    if (paint.mix >= 1 || paint.was == paint.ink) return nameOf(paint.ink);
    return nameOf(paint.was) + ">" + nameOf(paint.ink) + '@' + shortNumber(paint.mix);
}

struct ShapeWords {
    std::string operator()(const Circle& circle) const {
        return "circle " + pixels(circle.center) + " r" + shortNumber(circle.radius, 1);
    }
    std::string operator()(const Box& box) const {
        return "box " + pixels(box.rect.x) + ',' + pixels(box.rect.y) + ' ' +
               pixels(box.rect.width) + 'x' + pixels(box.rect.height);
    }
    std::string operator()(const Arc& arc) const {
        return "arc " + pixels(arc.center) + " r" + shortNumber(arc.radius, 1) + " from " +
               pixels(arc.start) + " by " + pixels(arc.sweep);
    }
    std::string operator()(const Path& path) const {
        std::string text = "path";
        // The ends say enough: a golden is there to be read.
        for (const PathStep& step : path.steps)
            if (step.verb == Verb::close)
                text += " close";
            else if (path.steps.size() <= 4)
                text += ' ' + pixels(step.to);
        if (path.steps.size() > 4)
            text += " of " + std::to_string(path.steps.size()) + " steps from " +
                    pixels(path.steps.front().to);
        return text;
    }
    std::string operator()(const Text& text) const {
        return '"' + text.words + "\" " + wordFor(text.anchor) + ' ' + pixels(text.at) + ' ' +
               shortNumber(text.size, 1) + wordFor(text.weight) +
               (text.face == Face::code ? " code" : "");
    }
};

std::string styleWords(const Part& part) {
    const Style& style = part.style;
    std::string text;
    if (style.fill) text += " in " + nameOfPaint(style.fill);
    if (style.stroke) {
        text += " line " + nameOfPaint(style.stroke) + ' ' + shortNumber(style.width, 1);
        switch (style.dash) {
            case Dash::solid: break;
            case Dash::dashed: text += " dashed"; break;
            case Dash::dotted: text += " dotted"; break;
        }
    }
    if (style.opacity < 1) text += " opacity " + shortNumber(style.opacity);
    if (part.countdown)
        text += " runs out " + std::to_string(part.countdown->from) + ".." +
                std::to_string(part.countdown->until);
    if (part.trail > 0) text += " trail " + pixels(part.trail);
    return text;
}

void addMark(std::string& text, const Mark& mark) {
    text += mark.id + ' ' + wordFor(mark.role) + " at " + pixels(mark.place);
    if (mark.flight)
        text += " flies " + pixels(mark.flight->from) + " to " + pixels(mark.flight->to) + ' ' +
                std::to_string(mark.flight->sent) + ".." + std::to_string(mark.flight->due);
    if (mark.lit) text += " lit";
    if (!mark.of.empty()) text += " of " + mark.of;
    if (!mark.description.empty()) text += ": " + mark.description;
    text += '\n';
    for (const Part& part : mark.parts)
        text += "  " + part.key + ' ' + std::visit(ShapeWords{}, part.shape) + styleWords(part) +
                '\n';
}

}  // namespace

std::string toText(const Figure& figure) {
    std::string text = "figure " + pixels(figure.size.width) + 'x' + pixels(figure.size.height) +
                       " at " + std::to_string(figure.time) + " us: " + figure.title + '\n';
    for (const Mark& mark : figure.marks) addMark(text, mark);
    return text;
}

}  // namespace lockstep::drawing
