// SPDX-License-Identifier: GPL-3.0-or-later
// The crowd: how many attempts reach the dependency together, on the time line of the calls.
// Without jitter it stands in spikes, with jitter it is a low hill.
#include <algorithm>

#include "figures/retry/scene.h"

namespace lockstep::figures::retry {

using namespace drawing;

using drawing::Mark;
using drawing::Weight;

void addCrowd(Figure& figure, const Scene& scene, const Rect& area) {
    if (scene.rows.empty()) return;
    constexpr double column = 8;
    const auto columns = static_cast<std::size_t>(std::max(1.0, scene.line.width / column)) + 1;
    std::vector<std::uint32_t> counts(columns);
    for (const lockstep::Time time : scene.tries) {
        if (time < scene.first) continue;
        const auto at = static_cast<std::size_t>((scene.x(time) - scene.line.x) / column);
        ++counts[std::min(at, columns - 1)];
    }
    const std::uint32_t most = std::max(1U, *std::max_element(counts.begin(), counts.end()));
    Mark mark = markAt("crowd", drawing::Role::note, {0, area.y},
                       "At most " + std::to_string(most) +
                           (most == 1 ? " attempt reaches" : " attempts reach") +
                           " the dependency together.");
    mark.parts.push_back(heading("title", "ATTEMPTS", {area.x, area.height - 18}));
    mark.parts.push_back(heading("title-2", "TOGETHER", {area.x, area.height - 4}));
    const double ground = area.height - 4;
    const double tall = area.height - 20;
    mark.parts.push_back(part("ground",
                              segment({scene.line.x, ground}, {scene.line.right(), ground}),
                              stroked(Ink::muted, 1.2)));
    for (std::size_t i = 0; i < columns; ++i) {
        if (counts[i] == 0) continue;
        const double height = std::max(3.0, tall * counts[i] / most);
        const double x = scene.line.x + column * static_cast<double>(i);
        mark.parts.push_back(part("column-" + std::to_string(i),
                                  Box{{x, ground - height, column - 2, height}, 1.5},
                                  filled(Ink::request)));
    }
    mark.parts.push_back(words("most", "at most " + std::to_string(most),
                               {scene.line.right() + 18, ground - tall + 8}, drawing::size::small,
                               Weight::semibold, Ink::request));
    figure.marks.push_back(std::move(mark));
}

}  // namespace lockstep::figures::retry
