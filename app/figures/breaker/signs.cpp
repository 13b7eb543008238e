// SPDX-License-Identifier: GPL-3.0-or-later
// The small shapes that picture and legend share.
#include <cmath>

#include "figures/breaker/scene.h"

namespace lockstep::figures::breaker {

using namespace drawing;

using drawing::Mark;
using drawing::Point;

Ink inkOf(State state) {
    switch (state) {
        case State::closed:
        case State::disabled: return Ink::leader;
        case State::halfOpen: return Ink::candidate;
        case State::open:
        case State::forcedOpen: return Ink::no;
    }
    return Ink::text;
}

bool isOpenLike(State state) { return state == State::open || state == State::forcedOpen; }

std::string percent(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return "–";
    return shortNumber(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1) + " %";
}

std::string shortTime(lockstep::Duration duration) {
    const auto microseconds = static_cast<double>(duration.count());
    if (microseconds < 999'500) return shortNumber(microseconds / 1e3, 0) + " ms";
    if (microseconds < 120e6) return shortNumber(microseconds / 1e6, 1) + " s";
    return shortNumber(microseconds / 60e6, 1) + " min";
}

Ink inkOf(Sign sign) {
    switch (sign) {
        case Sign::waiting: return Ink::request;
        case Sign::good: return Ink::yes;
        case Sign::bad: return Ink::no;
        case Sign::slow: return Ink::candidate;
        case Sign::refused:
        case Sign::starved: return Ink::down;
    }
    return Ink::text;
}

Sign signOf(const core::Outcome& outcome) {
    if (outcome.failed) return Sign::bad;
    return outcome.slow ? Sign::slow : Sign::good;
}

namespace {

void addGlyph(Mark& mark, Sign sign, Point at, double radius, Ink ink) {
    const auto line = [&](const char* key, Point from, Point to) {
        mark.parts.push_back(part(key, segment(at + from * radius, at + to * radius),
                                  stroked(ink, std::max(1.4, radius / 6))));
    };
    const Style bold = stroked(ink, std::max(1.6, radius / 5));
    switch (sign) {
        case Sign::good:
            mark.parts.push_back(part("glyph", checkGlyph(at, radius * 0.62), bold));
            return;
        case Sign::bad:
            mark.parts.push_back(part("glyph", crossGlyph(at, radius * 0.62), bold));
            return;
        case Sign::slow:
            line("hand", {0, 0}, {0, -0.6});
            line("hand-2", {0, 0}, {0.42, 0.24});
            return;
        case Sign::refused: line("bar", {-0.5, 0}, {0.5, 0}); return;
        case Sign::starved: line("slash", {-0.5, 0.5}, {0.5, -0.5}); return;
        case Sign::waiting:
            for (int i = -1; i <= 1; ++i)
                mark.parts.push_back(part("dot" + std::to_string(i + 1),
                                          Circle{at + Point{0.42 * radius * i, 0}, radius * 0.14},
                                          filled(ink)));
            return;
    }
}

}  // namespace

void addSign(Mark& mark, Sign sign, Point at, double radius, bool probe) {
    const Ink ink = inkOf(sign);
    const bool never = sign == Sign::refused || sign == Sign::starved;
    const Style ground = never ? outlined(Ink::ground, ink, 1.3, Dash::dashed)
                               : outlined(ink.soft(), ink, 1.5);
    if (probe)
        mark.parts.push_back(
            part("probe", hexagon(at, radius + 4.5), stroked(Ink::candidate, 1.6)));
    mark.parts.push_back(part("disc", Circle{at, radius}, ground));
    // Where a sign would be a speck a full disc tells what failed.
    if (radius < 6) {
        if (sign == Sign::bad) mark.parts.back().style = filled(ink);
        return;
    }
    addGlyph(mark, sign, at, radius, ink);
}

void addSwitch(Mark& mark, State state, Point at, double width) {
    const Ink ink = inkOf(state);
    const double half = width / 2;
    const double degrees = isOpenLike(state) ? 38 : state == State::halfOpen ? 17 : 0;
    const double angle = degrees * 3.14159265358979 / 180;
    const Point pivot = at + Point{-half, 0};
    const Point tip = pivot + Point{std::cos(angle), -std::sin(angle)} * (width - 2);
    const Dash dash = state == State::halfOpen ? Dash::dashed : Dash::solid;
    mark.parts.push_back(part("lever", segment(pivot, tip), stroked(ink, 3.5, dash)));
    mark.parts.push_back(part("pivot", Circle{pivot, 4.5}, outlined(Ink::ground, ink, 2)));
    mark.parts.push_back(
        part("contact", Circle{at + Point{half, 0}, 4.5}, outlined(Ink::ground, ink, 2)));
}

}  // namespace lockstep::figures::breaker
