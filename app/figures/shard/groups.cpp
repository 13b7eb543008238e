// SPDX-License-Identifier: GPL-3.0-or-later
// Shards of several servers: the frame around these, and what each of them is.
#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/board.h"
#include "figures/shard/words.h"

namespace lockstep::figures::shard {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

struct RoleLook {
    Ink ink;
    bool full = false;
    Dash dash = Dash::solid;
};

RoleLook lookOf(const std::string& role) {
    if (role == "primary") return {Ink::leader, true, Dash::solid};
    if (role == "follower") return {Ink::follower, false, Dash::solid};
    if (role == "old primary") return {Ink::candidate, true, Dash::solid};
    if (role == "down") return {Ink::down, false, Dash::dashed};
    return {Ink::candidate, false, Dash::dashed};
}

}  // namespace

void addRole(Mark& mark, const std::string& role, double left, double middle, double width) {
    const RoleLook look = lookOf(role);
    const Point badge{left + 8, middle};
    mark.parts.push_back(part("badge", Circle{badge, 7},
                              look.full ? filled(look.ink)
                                        : outlined(Ink::panel, look.ink, 1.8, look.dash)));
    if (role == "primary")
        mark.parts.push_back(part("star", star(badge, 4.6), filled(look.ink.on())));
    if (role != "primary" && role != "follower")
        mark.parts.push_back(part("cross", crossGlyph(badge, 5),
                                  stroked(look.full ? look.ink.on() : look.ink, 1.6)));
    const bool narrow = textWidth(role, drawing::size::small, Weight::semibold) > width - 18;
    const std::string text = narrow && role == "old primary" ? "old" : role;
    mark.parts.push_back(words("role",
                               elided(text, width - 18, drawing::size::small, Weight::semibold),
                               {left + 18, baselineAt(middle, drawing::size::small)},
                               drawing::size::small, Weight::semibold, look.ink));
}

void addGroups(Figure& figure, const Scene& scene) {
    const auto primaries = core::primariesOf(scene.after);
    for (std::size_t i = 0; i < scene.groups.size() && i < primaries.size(); ++i) {
        const core::Shard& primary = *primaries[i];
        const Rect& group = scene.groups[i];
        const Ink ink = inkOf(scene.after, primary.id);
        const std::string name = "Shard " + scene.name(primary.id);
        const std::string epoch = " · epoch " + std::to_string(primary.view()->epoch);
        const std::string text = name + ": " + ownedWords(scene.after, primary) + epoch;
        const double room = group.width - 16;
        const bool fits = textWidth(text, drawing::size::label, Weight::semibold) <= room;
        Mark mark = markAt("shard/" + scene.name(primary.id), drawing::Role::decoration,
                           {group.x, group.y}, text + '.');
        mark.layer = Layer::backdrop;
        mark.parts.push_back(part("frame", Box{{0, 0, group.width, group.height}, 10},
                                  outlined(Ink::ground, ink, 1.2)));
        mark.parts.push_back(
            words("name",
                  elided(fits ? text : name + epoch, room, drawing::size::label, Weight::semibold),
                  {8, 18}, drawing::size::label, Weight::semibold, ink));
        figure.marks.push_back(std::move(mark));
    }
}

}  // namespace lockstep::figures::shard
