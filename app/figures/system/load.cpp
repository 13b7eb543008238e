// SPDX-License-Identifier: GPL-3.0-or-later
// What came in the last second: what is called for, what the servers get, and what comes of it.
#include <algorithm>

#include "figures/system/scene.h"

namespace lockstep::figures::system {

using namespace drawing;

using drawing::Mark;
using drawing::Weight;

void addLoad(Figure& figure, const Scene& scene) {
    const Rect& area = scene.plan.load;
    const core::World& world = scene.world;
    const lockstep::Time now = world.cluster.now;
    const retry::Rates& rates = world.clients.rates;
    struct Row {
        const char* name;
        std::uint32_t value;
        Ink ink;
    };
    const Row rows[] = {{"Calls", rates.calls.at(now), Ink::follower},
                        {"Requests to the servers", world.load.at(now), Ink::request},
                        {"Retries", rates.retries.at(now), Ink::candidate},
                        {"Goodput", rates.goodput.at(now), Ink::yes}};
    double most = 10;
    for (const Row& row : rows)
        most = std::max(most, static_cast<double>(row.value));
    Mark head = markAt("load", drawing::Role::decoration, {area.x, area.y});
    head.parts.push_back(heading("title", "IN THE LAST SECOND", {0, 12}));
    figure.marks.push_back(std::move(head));
    const double left = 160;
    const double width = area.width - left - 50;
    double y = area.y + 20;
    for (const Row& row : rows) {
        const std::string number = std::to_string(row.value);
        Mark mark = markAt(std::string("load/") + row.name, drawing::Role::note, {area.x, y},
                           std::string(row.name) + " in the last second: " + number + '.');
        mark.parts.push_back(
            words("name", row.name, {0, 12}, drawing::size::label, Weight::medium, Ink::text));
        mark.parts.push_back(part("room", Box{{left, 3, width, 11}, 3}, stroked(Ink::line, 1)));
        const double length = width * row.value / most;
        if (row.value > 0)
            mark.parts.push_back(part("bar", Box{{left, 3, length, 11}, 3}, filled(row.ink)));
        mark.parts.push_back(words("value", number, {left + width + 8, 13}, drawing::size::label,
                                   Weight::semibold, Ink::text));
        figure.marks.push_back(std::move(mark));
        y += 18;
    }
}

}  // namespace lockstep::figures::system
