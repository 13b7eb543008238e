// SPDX-License-Identifier: GPL-3.0-or-later
// The balancer and its servers.
#include <algorithm>

#include "balance/health.h"
#include "drawing/text_width.h"
#include "figures/system/scene.h"

namespace lockstep::figures::system {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

namespace {

constexpr double stripHeight = 92;
constexpr std::size_t mostInColumn = 7;

// The policy's name, as its dial has it.
std::string policyName(const core::World& world) {
    for (const DialInfo& dial : lockstep::balance::Topic::info().dials) {
        if (dial.name == "policy")
            return dial.choices[static_cast<std::size_t>(world.pool.settings.policy)];
    }
    return "";
}

struct Look {
    Ink ink = Ink::follower;
    std::string words;
    bool down = false;
};

Look lookOf(const core::World& world, ServerId id) {
    const balance::Server& server = world.pool.server(id);
    if (!world.cluster.up(id)) return {Ink::down, "× crashed", true};
    if (server.hangs) return {Ink::no, "… hangs", false};
    if (!balance::healthy(world.pool, id))
        return {Ink::candidate, std::string("! ") + balance::healthText(world.pool, id), false};
    const int slow = world.cluster.machine(id).slow;
    if (slow > 1) return {Ink::candidate, std::to_string(slow) + " times slower", false};
    return {Ink::follower, "✓ up", false};
}

void addServer(Figure& figure, const Scene& scene, ServerId id) {
    const core::World& world = scene.world;
    const balance::Server& server = world.pool.server(id);
    const Rect& rect = scene.plan.servers[id.index];
    const std::string name = world.setup->name(id);
    const Look look = lookOf(world, id);
    Mark mark =
        markAt("server/" + name, drawing::Role::node, {rect.x, rect.y},
               name + ": " + look.words + ", " + std::to_string(server.conns) + " requests open.");
    mark.layer = Layer::nodes;
    mark.lit = scene.picked[id.index];
    mark.parts.push_back(
        part("body", Box{{0, 0, rect.width, rect.height}, 8},
             outlined(Ink::panel, mark.lit ? Ink::accent : look.ink, mark.lit ? 2.5 : 1.5,
                      look.down ? Dash::dashed : Dash::solid)));
    // How it is comes first; the counts stand where there is room, beside it or at the foot.
    const std::string state = name + "  " + look.words;
    const std::string counts =
        std::to_string(server.picks) + " picks · " + std::to_string(server.waiting) + " wait";
    const double stateWidth = textWidth(state, drawing::size::label, Weight::semibold);
    const bool beside = stateWidth + textWidth(counts, drawing::size::small) + 32 <= rect.width;
    mark.parts.push_back(
        words("name", elided(state, rect.width - 16, drawing::size::label, Weight::semibold),
              {8, 16}, drawing::size::label, Weight::semibold, look.ink));
    if (beside || rect.height >= serverHead + tokenStep + serverFoot)
        mark.parts.push_back(words("counts", counts,
                                   {rect.width - 8, beside ? 15 : rect.height - 7},
                                   drawing::size::small, Weight::regular, Ink::muted, Anchor::end));
    if (server.conns == 0 && world.cluster.up(id))
        addQuiet(mark, "no request", {0, serverHead, rect.width, rect.height - serverHead});
    figure.marks.push_back(std::move(mark));
}

}  // namespace

Plan planOf(const core::World& world, const Rect& area) {
    Plan plan;
    plan.load = {area.x, area.bottom() - stripHeight, area.width, stripHeight};
    const double height = area.height - stripHeight - 12;
    const double middle = area.y + height / 2;
    const double gap = std::max(14.0, area.width * 0.024);
    const double client = std::max(86.0, area.width * 0.11);
    const double gate = std::max(118.0, area.width * 0.16);
    const double balancer = std::max(86.0, area.width * 0.11);
    const double high = std::min(height, 290.0);
    plan.clients = around({area.x + client / 2, middle}, {client, high * 0.75});
    plan.outer = around({plan.clients.right() + gap + gate / 2, middle}, {gate, high});
    plan.inner = moved(plan.outer, {gate + gap, 0});
    plan.balancer = around({plan.inner.right() + gap + balancer / 2, middle},
                           {balancer, std::min(high * 0.5, 130.0)});
    // The links fan out to the servers.
    const double left = plan.balancer.right() + gap * 1.6;
    const std::size_t count = world.pool.servers.size();
    const std::size_t columns = count > mostInColumn ? 2 : 1;
    const std::size_t rows = (count + columns - 1) / columns;
    const double room = height / static_cast<double>(rows);
    const double tall = std::min(room - 8, 150.0);
    const double step = std::min(room, tall + 16);
    const double wide = (area.right() - left + 8) / static_cast<double>(columns);
    for (std::size_t i = 0; i < count; ++i) {
        const double y =
            middle + step * (static_cast<double>(i / columns) - static_cast<double>(rows - 1) / 2);
        plan.servers.push_back(
            {left + wide * static_cast<double>(i % columns), y - tall / 2, wide - 8, tall});
    }
    return plan;
}

void addBalancer(Figure& figure, const Scene& scene) {
    const Plan& plan = scene.plan;
    const std::size_t count = plan.servers.size();
    for (std::size_t i = 0; i < plan.servers.size(); ++i) {
        const Rect& rect = plan.servers[i];
        const Point to{rect.x, rect.center().y};
        // Side by side at the balancer's edge, in the order of the servers.
        const double share = (static_cast<double>(i) + 1) / (static_cast<double>(count) + 1);
        const Point from{plan.balancer.right(), plan.balancer.y + plan.balancer.height * share};
        addWay(figure, "way/" + scene.world.setup->name({static_cast<std::uint16_t>(i)}), from, to,
               scene.picked[i], false);
    }
    const Rect& rect = plan.balancer;
    Mark mark = boxMark("balancer", rect, "Balancer", Ink::leader, true);
    mark.description =
        "The balancer has sent " + std::to_string(scene.world.pool.picked) + " requests on.";
    const auto lines =
        wrapped(policyName(scene.world), rect.width - 12, drawing::size::small, Weight::regular, 4);
    double y = 40;
    for (std::size_t i = 0; i < lines.size(); ++i, y += 14)
        mark.parts.push_back(words("policy-" + std::to_string(i), lines[i], {rect.width / 2, y},
                                   drawing::size::small, Weight::regular, Ink::muted,
                                   Anchor::middle));
    figure.marks.push_back(std::move(mark));
    // By itself, for it changes with each request.
    Mark sent = markAt("balancer/count", drawing::Role::decoration, {rect.center().x, rect.y});
    sent.of = "balancer";
    sent.layer = Layer::labels;
    sent.parts.push_back(words("count", std::to_string(scene.world.pool.asked) + " requests",
                               {0, rect.height - 12}, drawing::size::small, Weight::semibold,
                               Ink::text, Anchor::middle));
    figure.marks.push_back(std::move(sent));
}

void addServers(Figure& figure, const Scene& scene) {
    for (std::uint16_t i = 0; i < scene.plan.servers.size(); ++i)
        addServer(figure, scene, {i});
}

}  // namespace lockstep::figures::system
