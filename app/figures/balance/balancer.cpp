// SPDX-License-Identifier: GPL-3.0-or-later
// Who asks, the balancer, and its links to the servers.
#include "figures/balance/scene.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using drawing::Mark;
using drawing::Point;
using drawing::Weight;

// What comes, in two short lines.
std::pair<std::string, std::string> askingWords(const core::World& world) {
    const core::Settings& settings = world.settings;
    if (settings.loop == core::Loop::closed) {
        const std::size_t thinking = world.thinking.size();
        return {std::to_string(settings.clients) + " clients", std::to_string(thinking) + " think"};
    }
    if (!settings.arrivals) return {"clients", "by hand"};
    return {"clients", shortNumber(static_cast<double>(*settings.arrivals) / 1e6, 1) + " / s"};
}

void addClients(Figure& figure, const Scene& scene) {
    const auto [who, how] = askingWords(scene.after);
    const double middle = scene.box.center().y;
    Mark mark = markAt("clients", drawing::Role::note, {(scene.box.x - 40) / 2, middle},
                       "Requests come from " + who + ", " + how + '.');
    mark.layer = Layer::nodes;
    addPeople(mark, {0, 0});
    mark.parts.push_back(
        words("who", who, {0, 26}, size::small, Weight::semibold, Ink::text, Anchor::middle));
    mark.parts.push_back(
        words("how", how, {0, 40}, size::small, Weight::regular, Ink::muted, Anchor::middle));
    figure.marks.push_back(std::move(mark));
}

void addBox(Figure& figure, const Scene& scene) {
    const core::World& world = scene.after;
    const bool panics = scene.panics;
    const std::string policy = policyName(world.settings.policy);
    Mark mark = markAt(
        "balancer", drawing::Role::note, scene.box.center(),
        world.crashed ? "The balancer has crashed." : "The balancer picks by " + policy + '.');
    mark.layer = Layer::nodes;
    mark.lit = !scene.picks.empty();
    const Rect box = drawing::around({}, {scene.box.width, scene.box.height});
    const Style style = world.crashed ? outlined(Ink::down.soft(), Ink::down, 1.6, Dash::dashed)
                                      : outlined(Ink::leader.soft(), Ink::leader, 2.5);
    mark.parts.push_back(part("body", Box{box, 10}, style));
    std::vector<std::string> lines = wrapped(policy, box.width - 12, size::label, Weight::bold, 3);
    std::string below = std::to_string(world.picked) + (world.picked == 1 ? " pick" : " picks");
    if (panics) below = "! panic: all";
    if (world.crashed) below = "× crashed";
    const double line = 16;
    double y = -line * static_cast<double>(lines.size()) / 2 - 3;
    for (std::size_t i = 0; i < lines.size(); ++i, y += line) {
        mark.parts.push_back(words(
            "policy-" + std::to_string(i), lines[i], {0, baselineAt(y + line / 2, size::label)},
            size::label, Weight::bold, world.crashed ? Ink::down : Ink::text, Anchor::middle));
    }
    const bool warns = panics || world.crashed;
    figure.marks.push_back(std::move(mark));
    // By itself, for it is all that changes with a pick.
    Mark count = markAt("balancer-picks", drawing::Role::decoration, scene.box.center());
    count.of = "balancer";
    count.parts.push_back(words("picks", below, {0, baselineAt(y + line / 2, size::small)},
                                size::small, warns ? Weight::semibold : Weight::regular,
                                warns ? Ink::no : Ink::muted, Anchor::middle));
    figure.marks.push_back(std::move(count));
}

// Solid to those that may be picked; lit to those that were.
void addLink(Figure& figure, const Scene& scene, ServerId id) {
    const bool picked = scene.isPicked(id);
    Mark mark;
    mark.id = "link/" + (scene.lane > 0 ? scene.name(id) : "the pick");
    // Over a field of cells it lies upon them: below them it would not be seen.
    mark.layer = scene.lane > 0 ? Layer::links : Layer::packets;
    mark.lit = picked;
    mark.place = scene.door();
    const bool usable = scene.usable(scene.after, id);
    Path way;
    way.moveTo({}).lineTo(scene.entry(id) - mark.place);
    if (scene.lane > 0) way.lineTo(Point{scene.columns.box, scene.middle(id)} - mark.place);
    Style style = stroked(Ink::line, 1.4, usable ? Dash::solid : Dash::dotted);
    if (picked) style = stroked(Ink::accent, scene.lane > 0 ? 2.4 : 1.6);
    mark.parts.push_back(part("line", way, style));
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addBalancer(Figure& figure, const Scene& scene) {
    for (std::size_t i = 0; scene.lane > 0 && i < scene.size(); ++i)
        addLink(figure, scene, serverAt(i));
    // Among very many one link swings from pick to pick.
    if (scene.lane == 0 && !scene.picks.empty()) addLink(figure, scene, scene.picks.back().server);
    Mark way;
    way.id = "link/clients";
    way.layer = Layer::links;
    way.place = {scene.box.x - 38, scene.box.center().y};
    way.parts.push_back(part("line", segment({}, {38, 0}), stroked(Ink::line, 1.4)));
    figure.marks.push_back(std::move(way));
    addClients(figure, scene);
    addBox(figure, scene);
}

}  // namespace lockstep::figures::balance
