// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "balance/events.h"
#include "figures/system/scene.h"
#include "system/events.h"

namespace lockstep::figures::system {

namespace {

using namespace drawing;

Scene sceneOf(const Moment& moment) {
    const auto& world = moment.after->as<core::World>();
    const auto& before = moment.before ? moment.before->as<core::World>() : world;
    Scene scene{moment, before, world, {}, false, {}};
    scene.picked.resize(world.pool.servers.size());
    if (!moment.events) return scene;
    for (const Event& event : *moment.events) {
        const bool refused = event.kind == &core::attemptRefused ||
                             event.kind == &core::callRefused || event.kind == &core::noThread;
        scene.refused = scene.refused || refused;
        if (event.kind == &balance::picked)
            scene.picked[static_cast<std::size_t>(event.fields[1].value)] = true;
    }
    return scene;
}

std::string descriptionOf(const core::World& world) {
    std::string text = std::to_string(world.calls()) + " calls became " +
                       std::to_string(world.pool.asked) + " requests; " +
                       std::to_string(world.clients.succeeded) + " calls succeeded. ";
    if (world.settings.guarded)
        text += std::string("The breaker is ") +
                breaker::stateText(breaker::shownBreaker(world.guard).state) + " and refused " +
                std::to_string(world.refused) + ". ";
    for (std::uint16_t i = 0; i < world.pool.servers.size(); ++i)
        text += world.setup->name({i}) + " has " + std::to_string(world.pool.servers[i].conns) +
                " open. ";
    return text;
}

void drawScene(Figure& figure, const Scene& scene) {
    const Plan& plan = scene.plan;
    const double middle = plan.balancer.center().y;
    const auto& picked = scene.picked;
    const bool any = std::find(picked.begin(), picked.end(), true) != picked.end();
    const bool shutFirst = scene.refused && !scene.retryFirst();
    const bool shutSecond = scene.refused && scene.retryFirst();
    addWay(figure, "way/first", {plan.clients.right(), middle}, {plan.outer.x, middle},
           any || scene.refused, shutFirst);
    if (scene.world.settings.guarded) {
        addWay(figure, "way/second", {plan.outer.right(), middle}, {plan.inner.x, middle},
               any || shutSecond, shutSecond);
    }
    const Rect& last = scene.world.settings.guarded ? plan.inner : plan.outer;
    addWay(figure, "way/third", {last.right(), middle}, {plan.balancer.x, middle}, any, false);
    addClients(figure, scene);
    addRetry(figure, scene);
    addBreaker(figure, scene);
    addServers(figure, scene);
    addBalancer(figure, scene);
    addTokens(figure, scene);
    addLoad(figure, scene);
}

Figure systemFigure(const Moment& moment, const FigureOptions& options) {
    Scene scene = sceneOf(moment);
    return board(moment, options, {"No client has called yet.", descriptionOf(scene.world)},
                 [&](Figure& figure, const Rect& area) {
                     scene.plan = planOf(scene.world, area);
                     drawScene(figure, scene);
                 });
}

Figure legend(const FigureOptions& options) {
    return boardLegend(
        {{"7", Ink::request, Ink::request, "An open call", "at a server, or on its way there"},
         {"7", Ink::candidate, Ink::candidate, "It waits", "for its next attempt"},
         {"×", Ink::down, Ink::down, "In vain", "its client has given up, the server works on"},
         {"closed", Ink::leader, Ink::leader, "The breaker is closed", "attempts pass"},
         {"open", Ink::no, Ink::no, "The breaker is open", "attempts are refused at once"},
         {"half-open", Ink::candidate, Ink::candidate, "It is half-open", "a few probes pass"}},
        options);
}

// Offered load against goodput against retries, on one scale; and what the breaker makes of it.
std::vector<ChartSpec> charts() {
    const std::vector<std::string> names{"closed", "open", "half-open", "open by hand", "disabled"};
    const std::vector<Ink> inks{Ink::leader, Ink::no, Ink::candidate, Ink::no, Ink::leader};
    return {{"load",
             "Load, goodput and retries",
             {"load", "calls-rate", "goodput-rate", "retries-rate"},
             "state",
             names,
             inks},
            {"queue", "Requests waiting at each server", {"queue"}},
            {"failure-rate",
             "Failure rate at the breaker",
             {"failure-rate", "threshold"},
             "state",
             names,
             inks},
            {"latency", "Time at the servers", {"p50", "p99"}},
            {"open", "Calls that are open", {"open"}},
            {"amplification", "Requests per call", {"amplification"}},
            {"wasted", "Served in vain", {"wasted"}}};
}

}  // namespace

void addTo(FigureCatalog& catalog) { catalog.add({"system", systemFigure, legend, charts()}); }

}  // namespace lockstep::figures::system
