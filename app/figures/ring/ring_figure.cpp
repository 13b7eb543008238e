// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/ring/ring_figure.h"

#include <algorithm>

#include "drawing/transform.h"
#include "figures/caption.h"
#include "figures/ring/charts.h"
#include "figures/ring/scene.h"

namespace lockstep::figures::ring {

namespace {

constexpr double margin = 16;
// Below this size the picture is laid out for it all the same and shown smaller.
constexpr drawing::Size leastSize{440, 380};
// From this size on everything grows, so that a slide or a wall has large words too.
constexpr drawing::Size usualSize{760, 600};
constexpr double mostGrowth = 2;
// What stands outside the band: names, the look-up's walk, arcs that moved.
constexpr double aroundBand = 44;

double growthFor(drawing::Size size) {
    const double room = std::min(size.width / usualSize.width, size.height / usualSize.height);
    const double need = std::min(size.width / leastSize.width, size.height / leastSize.height);
    return need < 1 ? need : std::clamp(room, 1.0, mostGrowth);
}

// The shares to the right of the ring where there is width for both, else below.
void divide(Scene& scene, const Rect& area) {
    if (area.width > 1.15 * area.height) {
        const double width = std::clamp(area.width * 0.32, 190.0, 320.0);
        scene.circle = {area.x, area.y, area.width - width - 20, area.height};
        scene.shares = {area.right() - width, area.y + 8, width, area.height - 16};
    } else {
        const double height = std::min(area.height * 0.45, 240.0);
        scene.circle = {area.x, area.y, area.width, area.height - height - 8};
        scene.shares = {area.x + 8, area.bottom() - height, area.width - 16, height};
    }
    scene.center = scene.circle.center();
    scene.radius =
        std::min(scene.circle.width, scene.circle.height) / 2 - aroundBand;
}

}  // namespace

drawing::Figure ringFigure(const Moment& moment, const FigureOptions& options) {
    const auto& after = moment.after->as<protocol::World>();
    const auto& before = moment.before ? moment.before->as<protocol::World>() : after;
    const double growth = growthFor(options.size);

    drawing::Figure figure;
    figure.size = {options.size.width / growth, options.size.height / growth};
    figure.time = moment.time.count();
    const CaptionWords caption = captionOf(
        moment, *after.setup, "Each key belongs to one server. Add one, and see which keys move.");
    figure.title = caption.what;
    figure.description = describe(after);

    Scene scene{before, after, {}, {}, {}, 0, before.changes != after.changes,
                before.lookups != after.lookups ||
                    (before.trace != after.trace && after.trace.key != Symbol::none)};
    Rect area{margin, margin / 2, figure.size.width - 2 * margin, figure.size.height - margin};
    if (options.caption) area.height -= captionHeight;
    divide(scene, area);

    addCircle(figure, scene);
    addMiddle(figure, scene);
    addKeys(figure, scene);
    addLookup(figure, scene);
    addShares(figure, scene);
    if (options.caption)
        figure.marks.push_back(captionMark(
            caption, {margin + 8, figure.size.height - captionHeight,
                      figure.size.width - 2 * (margin + 8), captionHeight}));
    figure = drawing::scaled(std::move(figure), growth);
    figure.size = options.size;  // to the last bit
    return figure;
}

void addTo(FigureCatalog& catalog) {
    catalog.add({"ring", ringFigure, legend, charts()});
}

}  // namespace lockstep::figures::ring
