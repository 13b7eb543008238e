// SPDX-License-Identifier: GPL-3.0-or-later
// Dozens of servers: a tile each with its name, filled as high as it is busy.
#include "drawing/text_width.h"
#include "figures/balance/scene.h"
#include "figures/balance/shade.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using drawing::Mark;
using drawing::Weight;

// Below the name.
constexpr double head = 18;
constexpr double leastForCount = 58;

void addWords(Mark& mark, const Scene& scene, ServerId id, double width) {
    const core::Server& server = scene.after.server(id);
    const bool counts = width >= leastForCount;
    const std::string open = counts ? std::to_string(server.conns) : "";
    const double room = width - 8 - (counts ? textWidth(open, size::small) + 4 : 0);
    const double x = counts ? 4 : width / 2;
    mark.parts.push_back(words("name", elided(scene.name(id), room, size::small, Weight::semibold),
                               {x, 13}, size::small, Weight::semibold, Ink::text,
                               counts ? Anchor::start : Anchor::middle));
    if (counts)
        mark.parts.push_back(words("count", open, {width - 4, 13}, size::small, Weight::regular,
                                   Ink::muted, Anchor::end));
}

// Over the gauge what is the matter with a server that works, such as its being slow.
void addState(Mark& mark, const Scene& scene, ServerId id, const Rect& gauge) {
    const std::string state = stateWord(scene.after, id);
    const double width = textWidth(state, size::small, Weight::semibold) + 8;
    if (state.empty() || width > gauge.width || gauge.height < 18) return;
    const Rect plate = around(gauge.center(), {width, 16});
    mark.parts.push_back(
        part("state-plate", Box{plate, 3}, outlined(Ink::panel, Ink::candidate, 1)));
    mark.parts.push_back(words("state", state,
                               {plate.center().x, baselineAt(plate.center().y, size::small)},
                               size::small, Weight::semibold, Ink::candidate, Anchor::middle));
}

Mark tileMark(const Scene& scene, ServerId id, const Shade& shade) {
    const core::Server& server = scene.after.server(id);
    const Rect rect = scene.tileOf(id);
    Mark mark = markAt("server/" + scene.name(id), drawing::Role::node, {rect.x, rect.y},
                       describe(scene.after, id));
    mark.layer = Layer::nodes;
    mark.lit = scene.isPicked(id);
    const bool works = scene.works(id);
    const bool well = works && scene.usable(scene.after, id);
    const Rect whole{0, 0, rect.width, rect.height};
    mark.parts.push_back(
        part("ground", Box{whole, 3},
             well ? outlined(Ink::panel, Ink::line, 1) : outlined(Ink::no.soft(), Ink::no, 1)));
    addWords(mark, scene, id, rect.width);
    const Rect gauge{3, head, rect.width - 6, rect.height - head - 3};
    const int level = shade.level(server.conns);
    const double high = gauge.height * level / Shade::most;
    mark.parts.push_back(
        part("room", Box{gauge, 2}, filled(well ? Ink::follower.soft() : Ink::no.soft())));
    if (level > 0)
        mark.parts.push_back(part("open", Box{{3, gauge.bottom() - high, gauge.width, high}, 2},
                                  filled(well ? Ink::request : Ink::no)));
    if (!well)
        mark.parts.push_back(part("out", crossGlyph(gauge.center(), gauge.height * 0.3),
                                  stroked(works ? Ink::no : Ink::down, 1.6)));
    if (well) addState(mark, scene, id, gauge);
    if (mark.lit)
        mark.parts.push_back(part("lit", Box{grown(whole, 1), 4}, stroked(Ink::accent, 2.5)));
    return mark;
}

}  // namespace

void addTiles(Figure& figure, const Scene& scene) {
    const Shade shade(scene.after);
    for (std::size_t i = 0; i < scene.size(); ++i)
        figure.marks.push_back(tileMark(scene, serverAt(i), shade));
}

}  // namespace lockstep::figures::balance
