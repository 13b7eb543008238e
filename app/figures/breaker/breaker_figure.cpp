// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a circuit breaker: the way of a call with the caller's threads and the switch, the
// states with the transition just taken, the window as a ring of outcomes, and the calls so far.
#include "figures/breaker/breaker_figure.h"

#include <algorithm>

#include "figures/breaker/scene.h"

namespace lockstep::figures::breaker {

namespace {

using drawing::Figure;

constexpr double pathHeight = 62;
constexpr double callsHeight = 114;

Scene sceneOf(const Moment& moment, const Rect& area) {
    const AnyWorld& before = moment.before ? *moment.before : *moment.after;
    const double top = area.y + pathHeight + 8;
    const double height = area.height - pathHeight - callsHeight - 16;
    const double side = std::clamp(area.width * 0.36, 200.0, std::max(200.0, height + 10));
    const double states = std::min(area.width - side - 20, 620.0);
    const double spare = area.width - side - 20 - states;
    return {moment,
            before.as<core::World>(),
            moment.after->as<core::World>(),
            {area.x, area.y, area.width, pathHeight},
            {area.x + spare / 3, top, states, height},
            {area.right() - side - spare / 3, top, side, height},
            {area.x, area.bottom() - callsHeight, area.width, callsHeight}};
}

std::string describe(const core::World& world) {
    std::string text;
    if (world.guards.size() == 1) {
        text = std::string("The breaker is ") + core::stateText(core::shownBreaker(world).state);
    } else {
        const auto open = std::count_if(
            world.guards.begin(), world.guards.end(),
            [](const core::Guard& guard) { return isOpenLike(guard.breaker.state); });
        text = std::to_string(open) + " of " + std::to_string(world.guards.size()) +
               " breakers are open";
    }
    return text + "; " + std::to_string(world.passed) + " calls passed and " +
           std::to_string(world.rejected) + " were refused.";
}

void draw(Figure& figure, const Scene& scene) {
    addPath(figure, scene);
    if (scene.throttles()) {
        addThrottle(figure, scene);
    } else {
        addStates(figure, scene);
        addWindow(figure, scene);
    }
    addCalls(figure, scene);
}

// The rates with their thresholds and the state behind them; what waits; and what comes of it for
// those who ask.
std::vector<ChartSpec> charts() {
    const std::vector<std::string> states{"closed", "open", "half-open", "forced open", "disabled"};
    const std::vector<Ink> inks{Ink::leader, Ink::no, Ink::candidate, Ink::no, Ink::follower};
    return {
        {"failure-rate", "Rates and state",
         {"failure-rate", "threshold", "slow-rate", "slow-threshold", "refusal"},
         "state", states, inks},
        {"threads",
         "The caller's threads, with and without the breaker",
         {"threads", "threads-without", "thread-limit"},
         "state",
         states,
         inks},
        {"passed", "Calls so far", {"passed", "rejected", "starved"}},
        {"answers", "Answered or not", {"answered", "unanswered"}},
    };
}

}  // namespace

Figure breakerFigure(const Moment& moment, const FigureOptions& options) {
    const auto& world = moment.after->as<core::World>();
    return board(moment, options, {"No call has been made yet.", describe(world)},
                 [&](Figure& figure, const Rect& area) { draw(figure, sceneOf(moment, area)); });
}

void addTo(FigureCatalog& catalog) {
    catalog.add({"breaker", breakerFigure, legend, charts()});
}

}  // namespace lockstep::figures::breaker
