// SPDX-License-Identifier: GPL-3.0-or-later
// Below the servers: the sums, and the picks so far.
#include <algorithm>

#include "figures/balance/scene.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using drawing::Mark;

constexpr double leastWidth = 32;

std::string sumsOf(const core::World& world) {
    const auto number = [](auto value) { return std::to_string(value); };
    std::string text = number(world.asked) + (world.asked == 1 ? " request" : " requests");
    text += " · " + number(world.open) + " open · " + number(world.finished) + " done · " +
            number(world.failed) + " failed · " + number(world.rejected) + " rejected";
    for (const int percent : {50, 95, 99}) {
        const auto time = world.latencies.percentile(percent);
        if (time) text += " · p" + number(percent) + ' ' + shortDuration(*time);
    }
    return text;
}

// Wide enough for the longest name and the last number.
double pickWidth(const Scene& scene) {
    double most = textWidth(std::to_string(scene.after.picked), size::label);
    for (std::size_t i = 0; i < scene.size(); ++i)
        most = std::max(most, textWidth(scene.name(serverAt(i)), size::label, Weight::semibold));
    return std::clamp(most + 12, leastWidth, 3 * leastWidth);
}

std::vector<StripCell> picksOf(const Scene& scene, std::size_t room) {
    const core::World& world = scene.after;
    std::vector<StripCell> cells;
    const std::size_t kept = std::min(world.picks.size(), room);
    for (std::size_t i = 0; i < kept; ++i) {
        const std::uint64_t number = world.picked - kept + i;
        const ServerId id{world.picks[number % core::picksKept]};
        StripCell cell;
        cell.id = "pick/" + std::to_string(number + 1);
        cell.description = "Pick " + std::to_string(number + 1) + " was " + scene.name(id) + '.';
        cell.top = {std::to_string(number + 1), Ink::muted};
        cell.bottom = {scene.name(id), Ink::text, Scene::ink(id), true};
        cell.lit = number >= scene.before.picked;
        cells.push_back(std::move(cell));
    }
    return cells;
}

}  // namespace

void addTotals(Figure& figure, const Scene& scene, const Rect& area) {
    const std::string text = sumsOf(scene.after);
    Mark mark = markAt("totals", drawing::Role::note, {area.x, area.y}, text + '.');
    mark.layer = Layer::labels;
    mark.parts.push_back(words("totals", elided(text, area.width, size::label, Weight::medium),
                               {0, 12}, size::label, Weight::medium, Ink::text));
    figure.marks.push_back(std::move(mark));
    const double width = pickWidth(scene);
    const auto room = static_cast<std::size_t>(area.width / width);
    addStrip(figure, "PICKS", picksOf(scene, room), {area.x, area.y + 20, area.width, 66}, width);
}

}  // namespace lockstep::figures::balance
