// SPDX-License-Identifier: GPL-3.0-or-later
// Layers that retry each other, as a tree: each attempt of a layer is a whole call of the next.
#include <algorithm>

#include "figures/retry/scene.h"

namespace lockstep::figures::retry {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

namespace {

constexpr std::uint64_t mostDrawn = 256;

// The attempts that the call in the picture has made: the one that is open, or the last.
std::uint64_t attemptsMade(const Scene& scene) {
    std::uint64_t made = 0;
    core::CallNumber newest = 0;
    for (std::size_t i = 0; i < scene.world.calls.size(); ++i) {
        const core::Call& call = scene.world.calls[i];
        if (call.number <= newest) continue;
        newest = call.number;
        made = call.attempts;
    }
    if (newest == 0 && !scene.rows.empty())
        made = static_cast<std::uint64_t>(
            std::prev(std::prev(scene.rows.end())->second.bars.end())->first);
    return made;
}

struct Level {
    std::uint64_t count = 1;
    std::uint64_t leaves = 1;  // attempts at the dependency below each node
    double y = 0;
};

void addLevel(Mark& mark, const Level& level, const Level* above, double width, std::uint64_t made,
              std::uint32_t depth) {
    const double step = width / static_cast<double>(level.count);
    const double radius = std::clamp(step * 0.38, 1.2, 8.0);
    const std::string key = std::to_string(depth) + '-';
    for (std::uint64_t i = 0; i < level.count; ++i) {
        const Point at{step * (static_cast<double>(i) + 0.5), level.y};
        const bool reached = i * level.leaves < made;
        // How an attempt ended is not told here, so no colour of an outcome.
        const Ink ink = !reached ? Ink::line : depth == 0 ? Ink::accent : Ink::request;
        if (above) {
            const std::uint64_t fan = level.count / above->count;
            const double up = width / static_cast<double>(above->count);
            const Point parent{up * (static_cast<double>(i / fan) + 0.5), above->y};
            mark.parts.push_back(part("edge-" + key + std::to_string(i), segment(parent, at),
                                      stroked(ink, reached ? 1.4 : 0.8)));
        }
        mark.parts.push_back(
            part("node-" + key + std::to_string(i), Circle{at, radius},
                 reached ? outlined(ink, ink, 1) : outlined(Ink::panel, Ink::muted, 0.8)));
    }
}

}  // namespace

void addTree(Figure& figure, const Scene& scene, const Rect& area) {
    const core::Settings& settings = scene.world.settings;
    const std::uint64_t made = attemptsMade(scene);
    Mark mark = markAt("layers", drawing::Role::note, {area.x, area.y},
                       "Each layer makes up to " + std::to_string(settings.attempts) +
                           " attempts of the one below.");
    mark.parts.push_back(heading("title", "LAYERS MULTIPLY", {0, 12}));
    const double right = 108;
    const double top = 28;
    const double step = (area.height - top - 8) / settings.layers;
    std::vector<Level> levels(1);
    levels[0].leaves = core::attemptsAllowed(settings);
    levels[0].y = top;
    for (std::uint32_t depth = 1; depth <= settings.layers; ++depth) {
        const Level& above = levels.back();
        levels.push_back({above.count * settings.attempts, above.leaves / settings.attempts,
                          top + step * depth});
    }
    for (std::uint32_t depth = settings.layers + 1; depth-- > 0;) {
        const Level& level = levels[depth];
        if (level.count <= mostDrawn)
            addLevel(mark, level, depth > 0 ? &levels[depth - 1] : nullptr, area.width - right,
                     made, depth);
        const std::string text = depth == 0 ? "1 call" : std::to_string(level.count) + " attempts";
        const double left = area.width - right + 12;
        mark.parts.push_back(words("count-" + std::to_string(depth), text, {left, level.y + 4},
                                   drawing::size::small, Weight::semibold, Ink::text));
        if (depth == settings.layers)
            mark.parts.push_back(words("where", "at the dependency", {left, level.y - 11},
                                       drawing::size::small, Weight::regular, Ink::muted));
    }
    figure.marks.push_back(std::move(mark));
}

}  // namespace lockstep::figures::retry
