// SPDX-License-Identifier: GPL-3.0-or-later
// Many servers: a tile each, filled as high as it is busy. Less is drawn of each, and so a
// thousand are as quick as ten.
#include <algorithm>

#include "drawing/text_width.h"
#include "figures/balance/scene.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double leastForName = 34;

std::uint32_t busiestIn(const core::World& world) {
    std::uint32_t most = 1;
    for (const core::Server& server : world.servers)
        most = std::max(most, server.conns);
    return most;
}

Mark tileMark(const Scene& scene, ServerId id, std::uint32_t most) {
    const core::Server& server = scene.after.server(id);
    const Rect rect = scene.tileOf(id);
    Mark mark;
    mark.id = "server/" + scene.name(id);
    mark.role = drawing::Role::node;
    mark.layer = Layer::nodes;
    mark.place = {rect.x, rect.y};
    mark.description = describe(scene.after, id);
    const bool works = scene.after.up(id) && !server.hangs;
    const bool well = works && scene.usable(scene.after, id);
    mark.lit = scene.isPicked(id);
    const Rect whole{0, 0, rect.width, rect.height};
    mark.parts.push_back(
        part("ground", Box{whole, 0}, filled(well ? Ink::follower.soft() : Ink::no.soft())));
    const double high = rect.height * server.conns / most;
    if (server.conns > 0)
        mark.parts.push_back(part("open", Box{{0, rect.height - high, rect.width, high}, 0},
                                  filled(well ? Ink::request : Ink::no)));
    if (!well)
        mark.parts.push_back(part("out", crossGlyph(whole.center(), rect.width * 0.42),
                                  stroked(works ? Ink::no : Ink::down, 1.6)));
    if (rect.width >= leastForName)
        mark.parts.push_back(words("name", elided(scene.name(id), rect.width - 2, size::small),
                                   {rect.width / 2, 13}, size::small, Weight::semibold, Ink::text,
                                   Anchor::middle));
    if (mark.lit)
        mark.parts.push_back(part("lit", Box{grown(whole, 1), 1}, stroked(Ink::accent, 2)));
    return mark;
}

}  // namespace

void addTiles(Figure& figure, const Scene& scene) {
    const std::uint32_t most = busiestIn(scene.after);
    Mark mark = markAt("headings", drawing::Role::note, {scene.servers.x, scene.servers.y - 8});
    mark.layer = Layer::labels;
    mark.description = "A tile a server, as full as it is busy.";
    // Narrow, there is no room for more.
    const std::string full = "A FULL TILE: " + std::to_string(most) + " OPEN";
    Part title = heading("title", std::to_string(scene.size()) + " SERVERS · " + full, {});
    if (textWidth(std::get<Text>(title.shape)) > scene.servers.width)
        title = heading("title", full, {});
    mark.parts.push_back(std::move(title));
    figure.marks.push_back(std::move(mark));
    for (std::size_t i = 0; i < scene.size(); ++i)
        figure.marks.push_back(tileMark(scene, serverAt(i), most));
}

}  // namespace lockstep::figures::balance
