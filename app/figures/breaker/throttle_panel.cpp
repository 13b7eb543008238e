// SPDX-License-Identifier: GPL-3.0-or-later
// Adaptive throttling: how many calls were asked for and accepted lately, and the chance with which
// the next is refused.
#include <algorithm>

#include "figures/breaker/scene.h"

namespace lockstep::figures::breaker {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Role;
using drawing::Weight;

namespace {

constexpr double barHeight = 22;

void addBar(Figure& figure, const std::string& id, const std::string& title, Point at,
            double width, double share, Ink ink) {
    Mark mark = markAt(id, Role::note, at, title);
    mark.parts.push_back(words("title", title, {0, 12}, drawing::size::label, Weight::medium,
                               Ink::text));
    mark.parts.push_back(part("ground", Box{{0, 20, width, barHeight}, 5},
                              outlined(Ink::ground, Ink::line, 1.2)));
    if (share > 0)
        mark.parts.push_back(part("bar", Box{{0, 20, std::max(3.0, width * share), barHeight}, 5},
                                  outlined(ink.soft(), ink, 1.6)));
    figure.marks.push_back(std::move(mark));
}

void addChance(Figure& figure, const Scene& scene, std::uint32_t chance) {
    const double radius = std::min(scene.window.width, scene.window.height - 24) / 2 - 16;
    Mark mark = markAt("rate", Role::note, scene.window.center() + Point{0, 8},
                       percent(chance, 1'000'000) + " of calls are refused");
    mark.parts.push_back(part("ground", Arc{{}, radius, 0, 360}, stroked(Ink::line, 9)));
    if (chance > 0)
        mark.parts.push_back(part("chance", Arc{{}, radius, 0, 360.0 * chance / 1e6},
                                  stroked(Ink::candidate, 9)));
    mark.parts.push_back(words("large", percent(chance, 1'000'000), {0, 0}, 28, Weight::bold,
                               Ink::text, Anchor::middle));
    mark.parts.push_back(words("of", "refused by chance", {0, 20}, drawing::size::small,
                               Weight::medium, Ink::muted, Anchor::middle));
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addThrottle(Figure& figure, const Scene& scene) {
    const core::Surroundings& around = scene.after.around;
    const core::Guard& guard = scene.after.guards[scene.after.shown];
    const auto counts = guard.throttle.counts(scene.after.cluster.now, around.lately);
    const double k = static_cast<double>(*around.throttle) / 1e6;
    const double allowed = k * static_cast<double>(counts.accepts);
    const double most = std::max({1.0, static_cast<double>(counts.requests), allowed});
    const double width = std::min(scene.states.width - 30, 460.0);
    Point at{scene.states.x + 4, scene.states.y + 14};
    Mark head = markAt("throttle/header", Role::decoration, at);
    head.parts.push_back(
        heading("title", "ADAPTIVE THROTTLING, THE LAST " + toText(around.lately), {0, 8}));
    figure.marks.push_back(std::move(head));
    at.y += 22;
    addBar(figure, "throttle/requests", std::to_string(counts.requests) + " requests", at, width,
           static_cast<double>(counts.requests) / most, Ink::request);
    at.y += 56;
    addBar(figure, "throttle/accepts",
           shortNumber(k) + " × " + std::to_string(counts.accepts) + " accepted", at, width,
           allowed / most, Ink::leader);
    Mark rule = markAt("throttle/rule", Role::note, at + Point{0, 66});
    rule.parts.push_back(words("rule", "What the first bar is longer is refused by chance:", {0, 0},
                               drawing::size::small, Weight::regular, Ink::muted));
    rule.parts.push_back(code("formula", "max(0, (requests − K × accepts) / (requests + 1))",
                              {0, 17}, drawing::size::small, Ink::text));
    figure.marks.push_back(std::move(rule));
    addChance(figure, scene, core::refusalChance(counts, *around.throttle));
}

}  // namespace lockstep::figures::breaker
