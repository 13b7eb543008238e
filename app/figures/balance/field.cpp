// SPDX-License-Identifier: GPL-3.0-or-later
// Many servers: a tile each, or of very many a cell. Less is drawn of each, and so a thousand are
// as quick as ten: requests on their way are a shade, and only what this step did flies.
#include <algorithm>
#include <cmath>

#include "drawing/bounds.h"
#include "figures/balance/scene.h"
#include "figures/balance/shade.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using drawing::Mark;

constexpr double mostTile = 84;
constexpr double rampCell = 12;

// Whole tens or fives in a row make a server easy to find.
std::size_t acrossFor(double width, double side) {
    const auto across = static_cast<std::size_t>(std::max(1.0, std::floor(width / side)));
    if (across >= 20) return across - across % 10;
    return across >= 10 ? across - across % 5 : across;
}

// The shades from idle to twice the mean, and what they stand for.
void addRamp(Mark& mark, const Scene& scene, double right) {
    const std::uint64_t full = Shade(scene.after).full();
    const std::string busy = std::to_string(full) + (full == 1 ? " OR MORE OPEN" : "+ OPEN");
    Part most = heading("ramp-most", busy, {});
    const double busyWidth = textWidth(std::get<Text>(most.shape));
    const double width = 14 + rampCell * (Shade::most + 1) + 6 + busyWidth;
    double x = right - width;
    if (!mark.parts.empty() && x < boundsOf(mark.parts.back()).right() + 16) return;
    mark.parts.push_back(heading("ramp-least", "0", {x, 0}));
    x += 14;
    for (int level = 0; level <= Shade::most; ++level, x += rampCell)
        mark.parts.push_back(part("ramp-" + std::to_string(level),
                                  Box{{x, -9, rampCell - 1, 10}, 1}, filled(Shade::paint(level))));
    std::get<Text>(most.shape).at = {x + 6, 0};
    mark.parts.push_back(std::move(most));
}

void addHeading(Figure& figure, const Scene& scene) {
    Mark mark = markAt("headings", drawing::Role::note, {scene.servers.x, scene.servers.y - 8});
    mark.layer = Layer::labels;
    const bool cells = scene.hasCells();
    mark.description = cells
                           ? "Each cell is one server; its shade is how many requests it has open."
                           : "A tile a server, as full as it has requests open.";
    const std::string count = std::to_string(scene.size()) + " SERVERS";
    const double width = scene.tileWide * static_cast<double>(scene.across);
    const std::string full = std::to_string(Shade(scene.after).full()) + "+ OPEN";
    const std::string longer = cells ? " · EACH CELL IS ONE, ITS SHADE THE REQUESTS IT HAS OPEN"
                                     : " · AS FULL AS THEY ARE BUSY · A FULL ONE: " + full;
    const std::string shorter = cells ? " · SHADE: REQUESTS OPEN" : " · FULL: " + full;
    for (const std::string& more : {longer, shorter, std::string()}) {
        Part title = heading("title", count + more, {});
        const double ramp = cells && !more.empty() ? 210 : 0;
        const bool fits = textWidth(std::get<Text>(title.shape)) + ramp <= width;
        if (!more.empty() && !fits) continue;
        mark.parts.push_back(std::move(title));
        break;
    }
    if (cells) addRamp(mark, scene, width);
    figure.marks.push_back(std::move(mark));
}

}  // namespace

// As large as all find room, and then a little wider or higher where that fills it.
void placeField(Scene& scene) {
    const auto count = static_cast<double>(scene.size());
    const Rect room = scene.servers;
    double side = std::min(mostTile, std::floor(std::sqrt(room.width * room.height / count)));
    const auto rows = [&] {
        return std::ceil(count / static_cast<double>(acrossFor(room.width, side)));
    };
    while (side > 4 && rows() * side > room.height)
        --side;
    constexpr double mostStretch = 1.3;
    const auto stretched = [&](double whole, double number) {
        return std::clamp(std::floor(whole / number), side, std::floor(side * mostStretch));
    };
    scene.across = acrossFor(room.width, side);
    scene.tile = stretched(room.height, rows());
    scene.tileWide = stretched(room.width, static_cast<double>(scene.across));
    const double used = rows() * scene.tile;
    scene.servers.y += std::floor(std::max(0.0, room.height - used) * 0.3);
    scene.servers.height = used;
}

void addField(Figure& figure, const Scene& scene) {
    addHeading(figure, scene);
    scene.hasCells() ? addShades(figure, scene) : addTiles(figure, scene);
}

}  // namespace lockstep::figures::balance
