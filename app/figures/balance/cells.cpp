// SPDX-License-Identifier: GPL-3.0-or-later
// Hundreds of servers: a cell each, whose shade is how busy it is. Only what was picked is named.
#include <algorithm>
#include <cmath>

#include "figures/balance/scene.h"
#include "figures/balance/shade.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using drawing::Mark;
using drawing::Weight;

// A thousand of these are written in each step.
std::string shortly(const Scene& scene, ServerId id) {
    const core::Server& server = scene.after.server(id);
    std::string text = scene.name(id);
    const auto add = [&](const char* before, std::uint64_t number, const char* after) {
        text += before;
        text += std::to_string(number);
        text += after;
    };
    if (!scene.works(id))
        text += server.hangs ? ", hangs" : ", crashed";
    else if (!scene.usable(scene.after, id))
        text += ", gets no requests";
    add(": ", server.conns, " open");
    if (server.waiting > 0) add(", ", server.waiting, " of them waiting");
    add("; picked ", server.picks, " times.");
    return text;
}

Mark cellMark(const Scene& scene, ServerId id, const Shade& shade) {
    const core::Server& server = scene.after.server(id);
    const Rect rect = scene.tileOf(id);
    Mark mark = markAt("server/" + scene.name(id), drawing::Role::node, {rect.x, rect.y},
                       shortly(scene, id));
    mark.layer = Layer::nodes;
    mark.lit = scene.isPicked(id);
    const Rect whole{0, 0, rect.width, rect.height};
    const bool well = scene.works(id) && scene.usable(scene.after, id);
    mark.parts.reserve(2);
    mark.parts.push_back(
        part("cell", Box{whole, 0},
             filled(well ? Shade::paint(shade.level(server.conns)) : Paint(Ink::no.soft()))));
    if (!well)
        mark.parts.push_back(part("out", crossGlyph(whole.center(), rect.height * 0.36),
                                  stroked(scene.works(id) ? Ink::no : Ink::down, 1.4)));
    return mark;
}

// At the end of a row the name of its last server, as often as there is room for a line.
void addRowNames(Figure& figure, const Scene& scene) {
    Mark mark = markAt("rows", drawing::Role::decoration, {scene.servers.x, scene.servers.y});
    mark.layer = Layer::labels;
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(13 / scene.tile)));
    const std::size_t rows = (scene.size() + scene.across - 1) / scene.across;
    for (std::size_t row = 0; row < rows; ++row) {
        const bool isLast = row + 1 == rows;
        if (!isLast && (row % every != 0 || rows - row <= every)) continue;
        const std::size_t end = std::min(scene.size(), (row + 1) * scene.across);
        mark.parts.push_back(
            words("row-" + std::to_string(row),
                  elided(scene.name(serverAt(end - 1)), rowNameWidth - 6, size::small),
                  {scene.tileWide * static_cast<double>(scene.across) + 4,
                   baselineAt(scene.tile * (static_cast<double>(row) + 0.5) - 1, size::small)},
                  size::small, Weight::regular, Ink::muted));
    }
    figure.marks.push_back(std::move(mark));
}

// Around the cell that was picked, with its name: above all others, so that those need not change.
void addPicked(Figure& figure, const Scene& scene) {
    if (scene.picks.empty()) return;
    const ServerId id = scene.picks.back().server;
    const Rect rect = scene.tileOf(id);
    Mark ring = markAt("picked", drawing::Role::decoration, {rect.x, rect.y});
    ring.of = "server/" + scene.name(id);
    ring.lit = true;
    ring.layer = Layer::labels;
    ring.parts.push_back(
        part("ring", Box{grown({0, 0, rect.width, rect.height}, 2), 2}, stroked(Ink::accent, 2.5)));
    const std::string text =
        scene.name(id) + " · " + std::to_string(scene.after.server(id).conns) + " open";
    const double width = textWidth(text, size::label, Weight::semibold) + 14;
    const double right = scene.servers.x + scene.tileWide * static_cast<double>(scene.across);
    const bool above = rect.y - 28 > scene.servers.y;
    Mark name = markAt("picked-name", drawing::Role::note,
                       {std::max(scene.servers.x, std::min(rect.x - width / 2, right - width)),
                        above ? rect.y - 28 : rect.bottom() + 6},
                       scene.name(id) + " was picked.");
    name.of = ring.of;
    figure.marks.push_back(std::move(ring));
    name.lit = true;
    name.layer = Layer::front;
    name.parts.push_back(
        part("plate", Box{{0, 0, width, 22}, 5}, outlined(Ink::panel, Ink::accent, 1.5)));
    name.parts.push_back(words("text", text, {width / 2, baselineAt(11, size::label)}, size::label,
                               Weight::semibold, Ink::text, Anchor::middle));
    figure.marks.push_back(std::move(name));
}

}  // namespace

void addShades(Figure& figure, const Scene& scene) {
    const Shade shade(scene.after);
    figure.marks.reserve(figure.marks.size() + scene.size() + 64);
    for (std::size_t i = 0; i < scene.size(); ++i)
        figure.marks.push_back(cellMark(scene, serverAt(i), shade));
    addRowNames(figure, scene);
    addPicked(figure, scene);
}

}  // namespace lockstep::figures::balance
