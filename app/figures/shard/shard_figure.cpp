// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/shard/shard_figure.h"

#include <algorithm>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/board.h"
#include "figures/shard/words.h"

namespace lockstep::figures::shard {

namespace {

constexpr double headHeight = 94;
constexpr double gap = 12;
constexpr double inset = 5;       // around the cards of a shard with replicas
constexpr double groupHead = 26;  // above them

// Clients to the left, the router to the right of them.
void placeHeads(Scene& scene, const Rect& area) {
    const auto count = static_cast<double>(scene.after.clients.size());
    const double part = scene.after.clients.size() == 1 ? 0.48 : 0.4;
    const double routerWidth = std::clamp(area.width * part, 230.0, 400.0);
    const double room = area.width - routerWidth - gap * count;
    const double width = std::min(300.0, room / count);
    for (std::size_t i = 0; i < scene.after.clients.size(); ++i)
        scene.clients.push_back(
            {area.x + (width + gap) * static_cast<double>(i), area.y, width, headHeight});
    scene.router = {area.right() - routerWidth, area.y, routerWidth, headHeight};
    scene.upperLane = area.y + headHeight + 16;
}

void placeShards(Scene& scene, const Rect& area) {
    const auto count = static_cast<double>(scene.after.shards.size());
    const double between = std::clamp(area.height * 0.27, 104.0, 190.0);
    const double top = area.y + headHeight + between;
    const double width = (area.width - gap * (count - 1)) / count;
    for (std::size_t i = 0; i < scene.after.shards.size(); ++i)
        scene.shards.push_back({area.x + (width + gap) * static_cast<double>(i), top, width,
                                area.bottom() - top});
    scene.shardTop = top;
    scene.lowerLane = top - 22;
}

// The servers of a shard side by side in a frame.
void placeGroups(Scene& scene, const Rect& area) {
    const auto replicas = static_cast<std::size_t>(scene.after.dials.replicas);
    const auto count = static_cast<double>(scene.after.shards.size() / replicas);
    const auto each = static_cast<double>(replicas);
    const double between = std::clamp(area.height * 0.24, 100.0, 190.0);
    const double top = area.y + headHeight + between;
    const double width = (area.width - gap * (count - 1)) / count;
    const double card = (width - 2 * inset - inset * (each - 1)) / each;
    for (std::size_t i = 0; i < scene.after.shards.size(); ++i) {
        const auto group = static_cast<double>(i / replicas);
        const double left = area.x + (width + gap) * group;
        if (i % replicas == 0) scene.groups.push_back({left, top, width, area.bottom() - top});
        const double x = left + inset + (card + inset) * static_cast<double>(i % replicas);
        scene.shards.push_back(
            {x, top + groupHead, card, area.bottom() - top - groupHead - inset});
    }
    scene.shardTop = top;
    scene.lowerLane = top - 22;
}

// So wide that the cards of many servers can be read, if smaller.
drawing::Size leastFor(const core::World& world) {
    drawing::Size size = leastBoard;
    if (world.dials.replicas > 1)
        size.width = std::max(size.width, 92.0 * static_cast<double>(world.shards.size()));
    return size;
}

// Says of a client or of a shard's server that a partition keeps it from the router.
void addCutOff(drawing::Figure& figure, const Scene& scene) {
    const auto& cluster = scene.after.cluster;
    if (!cluster.partitioned) return;
    const auto side = cluster.machine(scene.after.router.server).group;
    const auto add = [&](ServerId id, Point center) {
        if (cluster.machine(id).group == side) return;
        const std::string& name = scene.name(id);
        Mark mark = markAt("cut-off/" + name, drawing::Role::note, center,
                           name + " is cut off from the router.");
        mark.of = "server/" + name;
        mark.parts.push_back(part("tag", drawing::Box{{-24, -8, 48, 16}, 8},
                                  outlined(Ink::no.soft(), Ink::no, 1.2)));
        mark.parts.push_back(words("words", "cut off",
                                   {0, drawing::baselineAt(0, drawing::size::small)},
                                   drawing::size::small, drawing::Weight::semibold, Ink::no,
                                   drawing::Anchor::middle));
        figure.marks.push_back(std::move(mark));
    };
    for (const core::Client& client : scene.after.clients) {
        const Rect& box = scene.box(client.server);
        add(client.server, {box.right() - 32, box.y + 16});
    }
    for (const core::Shard& shard : scene.after.shards) {
        const Rect& card = scene.box(shard.server);
        add(shard.server, {card.center().x, card.bottom() - 14});
    }
}

}  // namespace

const Rect& Scene::box(ServerId id) const {
    for (std::size_t i = 0; i < after.shards.size(); ++i)
        if (after.shards[i].server == id) return shards[i];
    for (std::size_t i = 0; i < after.clients.size(); ++i)
        if (after.clients[i].server == id) return clients[i];
    return router;
}

Ink inkOf(const core::World& world, ServerId shard) {
    const core::Shard* wanted = world.shardOn(shard);
    unsigned place = 0;
    for (const core::Shard& one : world.shards) {
        if (wanted && one.server == wanted->id) return Ink::series(place);
        if (one.server == one.id) ++place;
    }
    return Ink::muted;
}

drawing::Figure shardFigure(const Moment& moment, const FigureOptions& options) {
    const auto& after = moment.after->as<core::World>();
    const auto& before = moment.before ? moment.before->as<core::World>() : after;
    const Events none;
    return board(moment, options,
                 {"Nothing has been asked yet. The directory says which shard owns what.",
                  describe(after)},
                 [&](drawing::Figure& figure, const Rect& area) {
                     Scene scene{before, after, moment.events ? *moment.events : none,
                                 moment.time.count(), {}, {}, {}, {}, 0, 0, 0};
                     placeHeads(scene, area);
                     if (after.dials.replicas > 1) {
                         placeGroups(scene, area);
                     } else {
                         placeShards(scene, area);
                     }
                     addGroups(figure, scene);
                     addCards(figure, scene);
                     addHeads(figure, scene);
                     addCutOff(figure, scene);
                     addPackets(figure, scene);
                 },
                 leastFor(after));
}

void addTo(FigureCatalog& catalog) {
    catalog.add({"shard",
                 shardFigure,
                 legend,
                 {{"rows", "Rows of each shard", {"rows"}, {}, {}, {}, true},
                  {"requests", "Requests to each shard", {"requests"}, {}, {}, {}, true},
                  {"load", "Requests to each shard over time", {"requests"}},
                  {"redirects", "Redirects followed", {"redirects"}}}});
}

}  // namespace lockstep::figures::shard
