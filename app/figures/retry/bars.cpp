// SPDX-License-Identifier: GPL-3.0-or-later
// The time line: a row a call, a bar an attempt, and the waits between them with their lengths.
#include <algorithm>
#include <cmath>

#include "drawing/text_width.h"
#include "figures/retry/scene.h"
#include "figures/short_time.h"

namespace lockstep::figures::retry {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

namespace {

constexpr double usualBar = 14;
constexpr double leastMiddle = 13;  // of a row

Ink inkOf(Bar::End end) {
    switch (end) {
        case Bar::End::underWay: return Ink::request;
        case Bar::End::success: return Ink::yes;
        case Bar::End::failure: return Ink::no;
        case Bar::End::timeout:
        case Bar::End::lost: return Ink::candidate;
    }
    return Ink::text;
}

double middleOf(const Scene& scene) { return leastMiddle * scene.grow; }

// What came of it, as a shape: colours alone would not say it in print.
void addGlyph(Mark& mark, const std::string& key, Bar::End end, Point at, Ink ink) {
    switch (end) {
        case Bar::End::underWay: return;
        case Bar::End::success:
            mark.parts.push_back(part("glyph-" + key, checkGlyph(at, 3.6), stroked(ink, 1.8)));
            return;
        case Bar::End::failure:
            mark.parts.push_back(part("glyph-" + key, crossGlyph(at, 3.4), stroked(ink, 1.8)));
            return;
        case Bar::End::timeout:
            mark.parts.push_back(part("glyph-" + key, Circle{at, 4}, stroked(ink, 1.5)));
            mark.parts.push_back(
                part("hand-" + key, segment(at, at + Point{0, -3}), stroked(ink, 1.5)));
            return;
        case Bar::End::lost:
            mark.parts.push_back(words("glyph-" + key, "?", {at.x, at.y + 4}, drawing::size::small,
                                       Weight::bold, ink, Anchor::middle));
            return;
    }
}

// A bar is wide enough for its sign, unless the next one comes so soon that it would be hidden.
double endOf(const Scene& scene, const Row& row, std::int64_t attempt) {
    const auto bar = row.bars.find(attempt);
    const auto next = std::next(bar);
    const double from = scene.x(bar->second.sent);
    const double room = next == row.bars.end() ? usualBar : scene.x(next->second.sent) - from - 2;
    const bool open = bar->second.end == Bar::End::underWay;
    const double to = scene.x(open ? scene.world.cluster.now : bar->second.ended);
    return std::max(from + std::clamp(room, 3.0, usualBar), to);
}

void addBar(Mark& mark, const Scene& scene, const Row& row, std::int64_t attempt, double left) {
    const Bar& bar = row.bars.at(attempt);
    const std::string key = std::to_string(attempt);
    const double from = scene.x(bar.sent) - left;
    const double to = endOf(scene, row, attempt) - left;
    const Ink ink = inkOf(bar.end);
    const bool open = bar.end == Bar::End::underWay;
    const double middle = middleOf(scene);
    mark.parts.push_back(part("bar-" + key,
                              Box{{from, 4 * scene.grow, to - from, 18 * scene.grow},
                                  std::min(4.0, (to - from) / 2)},
                              outlined(ink.soft(), bar.lit ? Ink::accent : ink, bar.lit ? 2.5 : 1.3,
                                       open ? Dash::dashed : Dash::solid)));
    if (to - from >= usualBar - 4)
        addGlyph(mark, key, bar.end, {from + std::min(7.0, (to - from) / 2), middle}, ink);
    // Long enough for its number as well.
    if (to - from > 34)
        mark.parts.push_back(words("number-" + key, key, {from + 18, middle + 4},
                                   drawing::size::small, Weight::medium, Ink::text));
}

void addWait(Mark& mark, const std::string& key, Point from, double to, Duration length,
             bool coming) {
    if (to - from.x < 3) return;
    mark.parts.push_back(
        part("wait-" + key, segment(from, {to, from.y}),
             stroked(coming ? Ink::candidate : Ink::muted, coming ? 2 : 1.2, Dash::dotted)));
    const std::string text = shortTime(length);
    if (textWidth(text, drawing::size::small) + 8 > to - from.x) return;
    mark.parts.push_back(words("length-" + key, text, {(from.x + to) / 2, from.y - 6},
                               drawing::size::small, Weight::regular, Ink::muted, Anchor::middle));
}

// The wait that is going on, up to where it ends, with a ring that runs out.
void addComing(Mark& mark, const Scene& scene, const Row& row, double left) {
    if (!row.again || row.bars.empty()) return;
    const double from = endOf(scene, row, std::prev(row.bars.end())->first) - left;
    const double to = scene.x(row.again->due) - left;
    const double middle = middleOf(scene);
    addWait(mark, "coming", {from, middle}, to - 7, row.again->due - row.again->started, true);
    Part ring = part("ring", Arc{{to, middle}, 6, 0, 360}, stroked(Ink::candidate, 2));
    ring.countdown = Countdown{row.again->started.count(), row.again->due.count()};
    mark.parts.push_back(part("next", Circle{{to, middle}, 6}, stroked(Ink::line, 1.2)));
    mark.parts.push_back(std::move(ring));
}

void addRow(Figure& figure, const Scene& scene, std::int64_t number, const Row& row, Point at) {
    const std::string name = std::to_string(number);
    Mark mark = markAt("call/" + name, drawing::Role::node, at,
                       "Call " + name + " made " + std::to_string(row.bars.size()) + " attempts" +
                           (row.succeeded ? " and succeeded."
                            : row.gaveUp  ? " and was given up."
                                          : ", and is open."));
    const double middle = middleOf(scene);
    mark.parts.push_back(words("name", "call " + name, {0, middle + 4}, drawing::size::label,
                               Weight::semibold, Ink::text));
    const std::pair<const std::int64_t, Bar>* before = nullptr;
    for (const auto& bar : row.bars) {
        mark.lit = mark.lit || bar.second.lit;
        if (before && before->second.end != Bar::End::underWay) {
            addWait(mark, std::to_string(bar.first),
                    {endOf(scene, row, before->first) - at.x, middle},
                    scene.x(bar.second.sent) - at.x, bar.second.sent - before->second.ended, false);
        }
        before = &bar;
    }
    for (const auto& [attempt, bar] : row.bars)
        addBar(mark, scene, row, attempt, at.x);
    addComing(mark, scene, row, at.x);
    if (row.deadline && *row.deadline <= scene.last && *row.deadline >= scene.first) {
        const double x = scene.x(*row.deadline) - at.x;
        mark.parts.push_back(part("deadline", segment({x, 1}, {x, 2 * middle - 1}),
                                  stroked(Ink::no, 2.5)));
    }
    if (row.succeeded || row.gaveUp)
        mark.parts.push_back(words("end", row.succeeded ? "✓ done" : "× given up",
                                   {scene.line.right() - at.x + 18, middle + 4},
                                   drawing::size::small, Weight::semibold,
                                   row.succeeded ? Ink::yes : Ink::no));
    figure.marks.push_back(std::move(mark));
}

// Moments that read well: 1, 2 or 5 times a power of ten apart.
Duration stepOf(Duration span) {
    const double wanted = static_cast<double>(span.count()) / 5;
    const double power = std::pow(10, std::floor(std::log10(std::max(1.0, wanted))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (factor * power >= wanted) return Duration(static_cast<std::int64_t>(factor * power));
    }
    return Duration(static_cast<std::int64_t>(10 * power));
}

void addAxis(Figure& figure, const Scene& scene, const Rect& area, double bottom) {
    Mark axis = markAt("axis", drawing::Role::decoration, {0, area.y});
    axis.layer = Layer::backdrop;
    const char* const title = scene.hidden > 0 ? "LAST CALLS" : "CALLS";
    axis.parts.push_back(heading("calls", title, {area.x, 12}));
    // The first moments stand clear of the heading.
    const double headEnd = area.x + textWidth(title, drawing::size::small, Weight::semibold) + 18;
    const Duration step = stepOf(scene.last - scene.first);
    std::int64_t tick = scene.first.count() / step.count();
    if (tick * step.count() < scene.first.count()) ++tick;
    for (; tick * step.count() <= scene.last.count(); ++tick) {
        const lockstep::Time time = lockstep::Time(tick * step.count());
        const std::string key = std::to_string(tick);
        const double x = scene.x(time);
        axis.parts.push_back(
            part("tick-" + key, segment({x, 18}, {x, bottom - area.y}), stroked(Ink::line, 1)));
        const double half = textWidth(toText(time), drawing::size::small) / 2;
        axis.parts.push_back(words("time-" + key, toText(time), {std::max(x, headEnd + half), 12},
                                   drawing::size::small, Weight::regular, Ink::muted,
                                   Anchor::middle));
    }
    figure.marks.push_back(std::move(axis));
    Mark now = markAt("now", drawing::Role::decoration, {scene.x(scene.world.cluster.now), area.y});
    now.layer = Layer::links;
    now.parts.push_back(
        part("line", segment({0, 18}, {0, bottom - area.y}), stroked(Ink::accent, 1.5)));
    figure.marks.push_back(std::move(now));
}

}  // namespace

void addBars(Figure& figure, const Scene& scene, const Rect& area) {
    if (scene.rows.empty()) {
        Mark mark = markAt("quiet", drawing::Role::note, {area.x, area.y});
        mark.parts.push_back(words("words",
                                   "Each call becomes a row here: a bar for each attempt, dots "
                                   "for each wait.",
                                   {0, 30}, drawing::size::label, Weight::regular, Ink::muted));
        figure.marks.push_back(std::move(mark));
        return;
    }
    addAxis(figure, scene, area, area.bottom());
    double y = area.y + 22;
    for (const auto& [number, row] : scene.rows) {
        addRow(figure, scene, number, row, {area.x, y});
        y += scene.rowHeight();
    }
}

void addSigns(Figure& figure, const Scene& scene, const Rect& area) {
    if (scene.rows.empty()) return;
    const std::pair<Bar::End, const char*> signs[] = {
        {Bar::End::success, "succeeded"},
        {Bar::End::failure, "failed"},
        {Bar::End::timeout, "timed out"},
        {Bar::End::lost, "reply lost"}};
    Mark mark = markAt("signs", drawing::Role::note, {0, area.y},
                       "A bar is an attempt, and its sign says how it ended.");
    double x = scene.line.x;
    std::size_t at = 0;
    for (const auto& [end, text] : signs) {
        const std::string key = std::to_string(at++);
        mark.parts.push_back(part("ground-" + key, Box{{x, 4, usualBar, 18}, 4},
                                  outlined(inkOf(end).soft(), inkOf(end), 1.3)));
        addGlyph(mark, key, end, {x + usualBar / 2, leastMiddle}, inkOf(end));
        mark.parts.push_back(words("words-" + key, text, {x + usualBar + 6, leastMiddle + 4},
                                   drawing::size::small, Weight::regular, Ink::muted));
        x += usualBar + 24 + textWidth(text, drawing::size::small);
    }
    if (x <= area.right()) figure.marks.push_back(std::move(mark));
}

}  // namespace lockstep::figures::retry
