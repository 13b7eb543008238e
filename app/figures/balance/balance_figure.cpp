// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a balancer: requests come from the left, the balancer picks, and each server has
// a lane with what the policy saw of it, what it has in hand, and what became of the rest.
#include "figures/balance/balance_figure.h"

#include <algorithm>
#include <cmath>

#include "figures/balance/scene.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;

constexpr double headings = 18;
constexpr double totals = 92;
constexpr double leastLane = 22;
constexpr double mostLane = 116;
constexpr double leftPart = 184;  // clients and balancer
constexpr double gap = 60;        // between these and the servers
constexpr double leastForSpread = 250;
constexpr double wide = 860;
constexpr double usual = 620;
// Beside charts the room is narrow: shares are left to them, and words stay readable.
constexpr drawing::Size narrowBoard{476, 470};

void placeLanes(Scene& scene, const Rect& area) {
    const bool smooth = scene.after.settings.policy == core::Policy::smoothWeightedRoundRobin;
    Columns& c = scene.columns;
    // What is left over goes to the way that requests fly, and to their dots.
    const double spare = std::max(0.0, area.width - (area.width >= wide ? wide : usual));
    const bool roomy = area.width >= wide;
    const bool narrow = area.width < usual - 1;
    c.score = area.x + leftPart + (roomy ? 42 : narrow ? 18 : 32) + spare * 0.25;
    c.scoreWidth = smooth ? (roomy ? 150 : narrow ? 120 : 136) : (roomy ? 110 : 98);
    c.box = c.score + c.scoreWidth + 10;
    c.boxWidth = roomy ? 84 : narrow ? 68 : 76;
    c.dots = c.box + c.boxWidth + 10;
    c.countWidth = 50;
    c.counts = roomy ? area.right() - 3 * c.countWidth : 0;
    c.shareWidth = roomy ? 140 : narrow ? 0 : smooth ? 96 : 112;
    c.share = (roomy ? c.counts - 4 : area.right()) - c.shareWidth;
    c.dotsWidth = c.share - (narrow ? 0 : 12) - c.dots;
}

void place(Scene& scene, const Rect& area) {
    const double count = static_cast<double>(scene.size());
    const double fit = (area.height - headings) / count;
    const Rect below{area.x, area.y + headings, area.width, area.height - headings};
    scene.servers = below;
    double used = 0;
    double share = 0.5;
    if (fit >= leastLane) {
        scene.lane = std::min(mostLane, std::floor(fit));
        used = scene.lane * count;
        scene.servers.y += std::floor((below.height - used) * 0.4);
        placeLanes(scene, area);
    } else {
        scene.servers.x += leftPart + gap;
        scene.servers.width -= leftPart + gap + rowNameWidth;
        placeField(scene);
        used = scene.servers.height;
        share = used > leastForSpread ? 0.28 : 0.5;
    }
    const double height = 84;
    const double middle = scene.servers.y + used * share;
    scene.box = {area.x + leftPart - 104, std::max(area.y, middle - height / 2), 104, height};
}

void draw(Figure& figure, Scene& scene, const Rect& area) {
    const double lookup = lookupHeight(scene);
    const double high = area.height - totals - lookup;
    place(scene, {area.x, area.y, area.width, high - 16});
    addBalancer(figure, scene);
    if (scene.lane > 0) {
        addLanes(figure, scene);
        addScores(figure, scene);
    } else {
        addField(figure, scene);
        const double low = scene.box.bottom() + 28;
        if (scene.servers.height > leastForSpread)
            addSpread(figure, scene, {area.x, low, leftPart + 16, scene.servers.bottom() - low});
    }
    addRequests(figure, scene);
    addLookup(figure, scene, {area.x, area.y + high, area.width, lookup});
    addTotals(figure, scene, {area.x, area.bottom() - totals, area.width, totals});
}

bool isNarrow(drawing::Size size) { return size.width < 600 && size.width < size.height * 1.1; }

std::string description(const core::World& world) {
    return "A balancer that picks by " + policyName(world.settings.policy) + " among " +
           std::to_string(world.servers.size()) + " servers; " + std::to_string(world.open) +
           " requests are open.";
}

}  // namespace

Figure balanceFigure(const Moment& moment, const FigureOptions& options) {
    Scene scene(moment);
    return board(
        moment, options, {"No request has come yet.", description(scene.after)},
        [&](Figure& figure, const Rect& area) { draw(figure, scene, area); },
        isNarrow(options.size) ? narrowBoard : leastBoard);
}

void addTo(FigureCatalog& catalog) { catalog.add({"balance", balanceFigure, legend, charts()}); }

}  // namespace lockstep::figures::balance
