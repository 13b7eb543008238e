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
    const balance::Server& server = scene.world.pool.server(id);
    const Rect& rect = scene.plan.servers[id.index];
    const std::string name = scene.world.setup->name(id);
    const Look look = lookOf(scene.world, id);
    Mark mark =
        markAt("server/" + name, drawing::Role::node, {rect.x, rect.y},
               name + ": " + look.words + ", " + std::to_string(server.conns) + " requests open.");
    mark.layer = Layer::nodes;
    mark.lit = scene.picked[id.index];
    mark.parts.push_back(
        part("body", Box{{0, 0, rect.width, rect.height}, 8},
             outlined(Ink::panel, mark.lit ? Ink::accent : look.ink, mark.lit ? 2.5 : 1.5,
                      look.down ? Dash::dashed : Dash::solid)));
    const std::string counts =
        std::to_string(server.picks) + " picks · " + std::to_string(server.waiting) + " wait";
    const double used = textWidth(counts, drawing::size::small);
    mark.parts.push_back(words("counts", counts, {rect.width - 8, 15}, drawing::size::small,
                               Weight::regular, Ink::muted, Anchor::end));
    mark.parts.push_back(words("name",
                               elided(name + "  " + look.words, rect.width - used - 24,
                                      drawing::size::label, Weight::semibold),
                               {8, 16}, drawing::size::label, Weight::semibold, look.ink));
    figure.marks.push_back(std::move(mark));
}

}  // namespace

Plan planOf(const core::World& world, const Rect& area) {
    Plan plan;
    plan.load = {area.x, area.bottom() - stripHeight, area.width, stripHeight};
    const double height = area.height - stripHeight - 12;
    const double middle = area.y + height / 2;
    const double gap = std::max(14.0, area.width * 0.03);
    const double client = std::max(92.0, area.width * 0.12);
    const double gate = std::max(118.0, area.width * 0.16);
    plan.radius = 34;
    plan.clients = around({area.x + client / 2, middle}, {client, 124});
    plan.outer = around({plan.clients.right() + gap + gate / 2, middle}, {gate, 136});
    plan.inner = moved(plan.outer, {gate + gap, 0});
    plan.balancer = {plan.inner.right() + gap + plan.radius, middle};
    const double left = plan.balancer.x + plan.radius + gap;
    const auto count = static_cast<double>(world.pool.servers.size());
    const double room = height / count;
    const double tall = std::min(room - 8, 110.0);
    const double step = std::min(room, tall + 16);
    for (std::size_t i = 0; i < world.pool.servers.size(); ++i) {
        const double y = middle + step * (static_cast<double>(i) - (count - 1) / 2);
        plan.servers.push_back({left, y - tall / 2, area.right() - left, tall});
    }
    return plan;
}

void addBalancer(Figure& figure, const Scene& scene) {
    const Plan& plan = scene.plan;
    for (std::size_t i = 0; i < plan.servers.size(); ++i) {
        const Rect& rect = plan.servers[i];
        const Point to{rect.x, rect.center().y};
        const Point from = plan.balancer + unit(to - plan.balancer) * plan.radius;
        addWay(figure, "way/" + scene.world.setup->name({static_cast<std::uint16_t>(i)}), from, to,
               scene.picked[i], false);
    }
    Mark mark = markAt(
        "balancer", drawing::Role::node, plan.balancer,
        "The balancer has sent " + std::to_string(scene.world.pool.picked) + " requests on.");
    mark.layer = Layer::nodes;
    mark.parts.push_back(
        part("body", Circle{{0, 0}, plan.radius}, outlined(Ink::leader.soft(), Ink::leader, 2)));
    mark.parts.push_back(words("title", "Balancer", {0, -1}, drawing::size::small, Weight::semibold,
                               Ink::text, Anchor::middle));
    mark.parts.push_back(words("count", std::to_string(scene.world.pool.asked), {0, 15},
                               drawing::size::label, Weight::medium, Ink::text, Anchor::middle));
    mark.parts.push_back(words("policy", policyName(scene.world), {0, plan.radius + 17},
                               drawing::size::small, Weight::regular, Ink::muted, Anchor::middle));
    figure.marks.push_back(std::move(mark));
}

void addServers(Figure& figure, const Scene& scene) {
    for (std::uint16_t i = 0; i < scene.plan.servers.size(); ++i)
        addServer(figure, scene, {i});
}

}  // namespace lockstep::figures::system
