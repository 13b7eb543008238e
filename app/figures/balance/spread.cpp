// SPDX-License-Identifier: GPL-3.0-or-later
// How the requests that are open spread over many servers: so many servers have so many. The
// better the policy, the narrower it is.
#include <algorithm>
#include <array>

#include "figures/balance/scene.h"
#include "figures/balance/shade.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using drawing::Mark;
using drawing::Weight;

constexpr double top = 34;     // the heading and the highest number
constexpr double bottom = 32;  // the numbers below, and who is out
constexpr std::size_t levels = Shade::most + 1;

struct Spread {
    explicit Spread(const Scene& scene) {
        const Shade shade(scene.after);
        for (std::size_t i = 0; i < scene.size(); ++i) {
            const ServerId id = serverAt(i);
            if (!scene.works(id) || !scene.usable(scene.after, id))
                ++out;
            else
                ++count[static_cast<std::size_t>(shade.level(scene.after.server(id).conns))];
        }
    }
    std::array<std::size_t, levels> count{};
    std::size_t out = 0;
};

void addBar(Figure& figure, const Rect& area, std::size_t level, std::size_t count,
            std::size_t most) {
    const double wide = area.width / static_cast<double>(levels);
    const double room = area.height - top - bottom;
    const double high = room * static_cast<double>(count) / static_cast<double>(most);
    Mark mark = markAt("spread/" + std::to_string(level), drawing::Role::decoration,
                       {area.x + wide * static_cast<double>(level), area.y + top + room});
    mark.layer = Layer::table;
    const double least = count > 0 ? std::max(1.5, high) : 0;
    mark.parts.push_back(part("bar", Box{{1, -least, wide - 2, least}, 1},
                              outlined(Shade::paint(static_cast<int>(level)), Ink::line, 0.5)));
    if (count > 0)
        mark.parts.push_back(words("count", std::to_string(count), {wide / 2, -least - 4},
                                   size::small, Weight::regular,
                                   count == most ? Ink::text : Ink::muted, Anchor::middle));
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addSpread(Figure& figure, const Scene& scene, const Rect& area) {
    const Spread spread(scene);
    const Shade shade(scene.after);
    const std::size_t most =
        std::max<std::size_t>(1, *std::max_element(spread.count.begin(), spread.count.end()));
    Mark mark = markAt("spread", drawing::Role::note, {area.x, area.y},
                       "How many servers have how many requests open.");
    mark.layer = Layer::table;
    mark.parts.push_back(heading("title", "SERVERS BY REQUESTS OPEN", {0, 10}));
    const double base = area.height - bottom;
    mark.parts.push_back(
        part("base", segment({0, base}, {area.width, base}), stroked(Ink::line, 1)));
    const double wide = area.width / static_cast<double>(levels);
    const auto below = [&](const char* key, const std::string& text, double level) {
        mark.parts.push_back(words(key, text, {wide * (level + 0.5), base + 13}, size::small,
                                   Weight::regular, Ink::muted, Anchor::middle));
    };
    below("idle", "0", 0);
    if (shade.goesByMean()) {
        const double mean = static_cast<double>(shade.open) / static_cast<double>(shade.servers);
        below("mean", shortNumber(mean, mean < 10 ? 1 : 0), Shade::most / 2);
    }
    below("full", std::to_string(shade.full()) + '+', Shade::most);
    if (spread.out > 0)
        mark.parts.push_back(words(
            "out",
            std::to_string(spread.out) + (spread.out == 1 ? " gets" : " get") + " no requests",
            {0, base + 28}, size::small, Weight::semibold, Ink::no));
    figure.marks.push_back(std::move(mark));
    for (std::size_t level = 0; level < levels; ++level)
        addBar(figure, area, level, spread.count[level], most);
}

}  // namespace lockstep::figures::balance
