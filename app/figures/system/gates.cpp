// SPDX-License-Identifier: GPL-3.0-or-later
// The clients, and the two gates that a call meets: retry and breaker, in their order.
#include <algorithm>

#include "drawing/text_width.h"
#include "figures/breaker/scene.h"
#include "figures/short_time.h"
#include "figures/system/scene.h"

namespace lockstep::figures::system {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

namespace {

// Lines of small words below each other, cut to the box.
void addLines(Mark& mark, const std::vector<std::string>& lines, const Rect& rect, double top) {
    double y = top;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        mark.parts.push_back(words("line-" + std::to_string(static_cast<int>(y)),
                                   elided(lines[i], rect.width - 12, drawing::size::small),
                                   {rect.width / 2, y}, drawing::size::small, Weight::regular,
                                   Ink::muted, Anchor::middle));
        y += 15;
    }
}

std::string backoffWords(const retry::Settings& settings) {
    const char* const kinds[] = {"constant", "linear", "exponential"};
    return std::string(kinds[static_cast<std::size_t>(settings.backoff)]) + ", " +
           toText(settings.base);
}

std::string limitWords(const retry::World& clients) {
    if (clients.settings.budget)
        return "budget: " + std::to_string(clients.allowance.budget / retry::token) + " left";
    if (clients.settings.throttle)
        return "throttle: " + std::to_string(clients.allowance.throttle / retry::token) + " left";
    return "no budget";
}

Ink inkOf(breaker::State state) {
    switch (state) {
        case breaker::State::closed:
        case breaker::State::disabled: return Ink::leader;
        case breaker::State::halfOpen: return Ink::candidate;
        case breaker::State::open:
        case breaker::State::forcedOpen: return Ink::no;
    }
    return Ink::text;
}

// A part's own clock stands at its last turn: the time of the whole is given beside it.
std::string stateLine(const breaker::World& guard, lockstep::Time now) {
    const breaker::Breaker& one = breaker::shownBreaker(guard);
    if (one.state == breaker::State::open) {
        const lockstep::Time left = breaker::waitEnds(one, guard.rules) - now;
        return left.count() <= 0 ? "its wait is over" : "another " + shortTime(left);
    }
    if (one.state == breaker::State::forcedOpen) return "opened by hand";
    if (one.state == breaker::State::halfOpen)
        return "probes: " + std::to_string(one.probesLetThrough) + " of " +
               std::to_string(guard.rules.probes);
    if (guard.rules.trip == breaker::Trip::consecutive)
        return "failed in a row: " + std::to_string(one.failuresInARow) + '/' +
               std::to_string(guard.rules.amount);
    const breaker::Tally tally = one.window.tally(guard.rules, now);
    return std::to_string(tally.failures) + " of " + std::to_string(tally.calls) + " failed";
}

const char* switchWords(breaker::State state) {
    switch (state) {
        case breaker::State::closed:
        case breaker::State::disabled: return "Everything passes.";
        case breaker::State::halfOpen: return "A few pass, to find out.";
        case breaker::State::open:
        case breaker::State::forcedOpen: return "Nothing passes.";
    }
    return "";
}

// How far it is to opening: a bar of failures, and the stroke at which it opens. While it is open,
// what is left of its wait.
void addGauge(Mark& mark, const breaker::World& guard, lockstep::Time now, const Rect& rect) {
    const breaker::Breaker& one = breaker::shownBreaker(guard);
    const bool waits = one.state == breaker::State::open;
    double share = static_cast<double>(one.failuresInARow);
    double threshold = static_cast<double>(guard.rules.amount);
    double whole = threshold;
    if (waits) {
        share = static_cast<double>((breaker::waitEnds(one, guard.rules) - now).count());
        const lockstep::Duration wait = guard.rules.wait + one.waitShift;
        whole = std::max(1.0, static_cast<double>(wait.count()));
    } else if (guard.rules.trip != breaker::Trip::consecutive) {
        const breaker::Tally tally = one.window.tally(guard.rules, now);
        share = tally.failures;
        whole = std::max(1.0, static_cast<double>(tally.calls));
        threshold = whole * static_cast<double>(guard.rules.failureRate) / 1e6;
    }
    const double full = rect.width * std::min(1.0, share / whole);
    mark.parts.push_back(part("gauge-room", Box{rect, 4}, filled(Ink::panel)));
    if (full > 0)
        mark.parts.push_back(
            part("gauge", Box{{rect.x, rect.y, full, rect.height}, 4}, filled(Ink::no)));
    if (waits) return;
    const double x = rect.x + rect.width * std::min(1.0, threshold / whole);
    mark.parts.push_back(part("gauge-threshold", segment({x, rect.y - 3}, {x, rect.bottom() + 3}),
                              stroked(Ink::text, 2)));
}

}  // namespace

Mark boxMark(const std::string& id, const Rect& rect, const std::string& title, Ink ink,
             bool strong) {
    Mark mark = markAt(id, drawing::Role::node, {rect.x, rect.y}, title);
    mark.layer = Layer::nodes;
    mark.parts.push_back(
        part("body", Box{{0, 0, rect.width, rect.height}, 10},
             strong ? outlined(ink.soft(), ink, 2.5) : outlined(Ink::panel, ink, 1.5)));
    mark.parts.push_back(words(
        "title", elided(title, rect.width - 12, drawing::size::body, Weight::semibold),
        {rect.width / 2, 22}, drawing::size::body, Weight::semibold, Ink::text, Anchor::middle));
    return mark;
}

void addQuiet(Mark& mark, const std::string& text, const Rect& area) {
    const auto lines =
        wrapped(text, area.width - 20, drawing::size::small, Weight::regular, 4);
    const double step = 15;
    const double high = step * static_cast<double>(lines.size());
    if (high > area.height) return;
    double y = area.y + (area.height - high) / 2 + 11;
    for (std::size_t i = 0; i < lines.size(); ++i, y += step)
        mark.parts.push_back(words("quiet-" + std::to_string(i), lines[i], {area.center().x, y},
                                   drawing::size::small, Weight::regular, Ink::muted,
                                   Anchor::middle));
}

void addWay(Figure& figure, const std::string& id, Point from, Point to, bool lit, bool shut) {
    Mark mark = markAt(id, drawing::Role::link, {0, 0}, shut ? "Refused here." : "The way on.");
    mark.layer = Layer::links;
    mark.lit = lit;
    const Ink ink = shut ? Ink::no : lit ? Ink::accent : Ink::line;
    const Point direction = unit(to - from);
    const Point tip = to - direction * 6;
    const Point stop = between(from, to, 0.5);
    const double width = lit || shut ? 3 : 1.5;
    mark.parts.push_back(part("line", segment(from, shut ? stop : tip), stroked(ink, width)));
    if (shut) {
        mark.parts.push_back(part("cross", crossGlyph(stop + direction * 5, 6), stroked(ink, 3)));
    } else {
        mark.parts.push_back(part("head", arrowHead(tip, direction, 11, 9), filled(ink)));
    }
    figure.marks.push_back(std::move(mark));
}

void addClients(Figure& figure, const Scene& scene) {
    const core::World& world = scene.world;
    const Rect& rect = scene.plan.clients;
    Mark mark = boxMark("clients", rect, "Clients", Ink::follower, false);
    const std::uint64_t failed = world.clients.gaveUp + world.turnedAway;
    const std::uint64_t open = world.calls() - world.clients.succeeded - failed;
    addLines(mark,
             {std::to_string(world.calls()) + (world.calls() == 1 ? " call" : " calls"),
              std::to_string(open) + " open",
              "✓ " + std::to_string(world.clients.succeeded) + " done",
              "× " + std::to_string(failed) + " given up"},
             rect, 42);
    addPeople(mark, {rect.width / 2, rect.height - 26});
    mark.description = "The clients made " + std::to_string(world.calls()) + " calls.";
    figure.marks.push_back(std::move(mark));
}

void addRetry(Figure& figure, const Scene& scene) {
    const retry::World& clients = scene.world.clients;
    const Rect& rect = scene.retryBox();
    Mark mark = boxMark("retry", rect, "↻ Retry", Ink::candidate, false);
    mark.lit = clients.ghosts.retries != scene.before.clients.ghosts.retries;
    addLines(mark,
             {"up to " + std::to_string(clients.settings.attempts) + " attempts",
              backoffWords(clients.settings), limitWords(clients),
              std::to_string(clients.ghosts.retries) +
                  (clients.ghosts.retries == 1 ? " retry so far" : " retries so far")},
             rect, 40);
    if (clients.retries.empty())
        addQuiet(mark, "A call that failed waits here for its next attempt.",
                 {0, gateWords, rect.width, rect.height - gateWords});
    mark.description = "Retries so far: " + std::to_string(clients.ghosts.retries) + '.';
    figure.marks.push_back(std::move(mark));
}

void addBreaker(Figure& figure, const Scene& scene) {
    if (!scene.world.settings.guarded) return;
    const breaker::World& guard = scene.world.guard;
    const Rect& rect = scene.breakerBox();
    const breaker::State state = breaker::shownBreaker(guard).state;
    const Ink ink = inkOf(state);
    Mark mark = boxMark("breaker", rect, "Breaker", ink, true);
    mark.lit = state != breaker::shownBreaker(scene.before.guard).state;
    mark.parts.push_back(words("state", breaker::stateText(state), {rect.width / 2, 43},
                               drawing::size::heading, Weight::bold, ink, Anchor::middle));
    addLines(mark, {stateLine(guard, scene.world.cluster.now)}, rect, 62);
    addGauge(mark, guard, scene.world.cluster.now, {10, 72, rect.width - 20, 8});
    addLines(mark, {std::to_string(scene.world.refused) + " refused"}, rect, 98);
    // The same switch as in the breaker's own picture.
    figures::breaker::addSwitch(mark, state, {rect.width / 2, rect.height * 0.72},
                                rect.width * 0.55);
    addQuiet(mark, switchWords(state),
             {0, rect.height * 0.72 + 8, rect.width, rect.height * 0.28 - 8});
    mark.description = std::string("The breaker is ") + breaker::stateText(state) +
                       "; it refused " + std::to_string(scene.world.refused) + '.';
    figure.marks.push_back(std::move(mark));
}

}  // namespace lockstep::figures::system
