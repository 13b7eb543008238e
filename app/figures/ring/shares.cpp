// SPDX-License-Identifier: GPL-3.0-or-later
// Beside the ring: each server's keys as a bar, and what the last change moved beside mod N.
#include <algorithm>
#include <numeric>

#include "figures/ring/scene.h"
#include "ring/facts.h"

namespace lockstep::figures::ring {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double rowMost = 38;
constexpr double rowLeast = 22;
constexpr double heading = 30;
constexpr double barHeight = 10;
constexpr double movedHeight = 104;

double fairShare(const protocol::World& world, std::size_t server) {
    const auto scheme = world.dials.scheme;
    const bool weightless = scheme == protocol::Scheme::mod || scheme == protocol::Scheme::jump;
    if (weightless) return 1.0 / static_cast<double>(world.members.size());
    const double total =
        std::accumulate(world.members.begin(), world.members.end(), 0.0,
                        [](double sum, const auto& member) { return sum + member.weight; });
    return world.members[server].weight / total;
}

void addHeading(Figure& figure, const std::string& id, const std::string& text, Point at,
                const std::string& right, double width) {
    Mark mark;
    mark.id = id;
    mark.role = drawing::Role::note;
    mark.layer = Layer::labels;
    mark.place = at;
    mark.description = text + (right.empty() ? "." : ": " + right + '.');
    mark.parts.push_back(words("title", text, {0, 14}, size::label, Weight::semibold, Ink::muted));
    if (!right.empty())
        mark.parts.push_back(words("value", right, {width, 14}, size::small, Weight::regular,
                                   Ink::muted, Anchor::end));
    figure.marks.push_back(std::move(mark));
}

// A bar of a share of `most`, with a tick at what would be fair.
void addBar(Mark& mark, double share, double most, double fair, double width, double y, Ink ink) {
    mark.parts.push_back(part("ground", Box{{0, y, width, barHeight}, 3}, filled(Ink::panel)));
    const double filledWidth = std::max(share > 0 ? 2.0 : 0.0, width * share / most);
    if (filledWidth > 0)
        mark.parts.push_back(part("bar", Box{{0, y, filledWidth, barHeight}, 3}, filled(ink)));
    if (fair < 0) return;
    const double at = width * std::min(1.0, fair / most);
    mark.parts.push_back(
        part("fair", segment({at, y - 1}, {at, y + barHeight + 4}), stroked(Ink::text, 1.5)));
}

Mark serverRow(const Scene& scene, std::size_t i, double most, Point at, double width) {
    const auto server = static_cast<protocol::ServerIndex>(i);
    const auto& placement = scene.placement();
    const double keys = static_cast<double>(placement.keys->size());
    const auto& member = scene.after.members[i];
    Mark mark;
    mark.id = "server/" + scene.name(server);
    mark.role = drawing::Role::node;
    mark.layer = Layer::nodes;
    mark.place = at;
    mark.description = describeServer(scene.after, server);
    const bool isNew = protocol::memberNamed(scene.before, member.name) == protocol::noServer;
    const auto was = protocol::memberNamed(scene.before, member.name);
    mark.lit = isNew || scene.before.placement->loads[was] != placement.loads[i];
    if (mark.lit && scene.isChange)
        mark.parts.push_back(part("halo", Box{{-6, -15, width + 12, 32}, 6}, filled(Ink::lit)));
    const Ink ink = scene.ink(server);
    std::string value = counted(placement.loads[i], "key", "keys");
    if (member.weight != 1) value = "weight " + std::to_string(member.weight) + " · " + value;
    if (member.lookups != 0) value += " · " + counted(member.lookups, "look-up", "look-ups");
    const double room = width - textWidth(value, size::small) - 10;
    mark.parts.push_back(words("name", elided(scene.name(server), room, size::body, Weight::bold),
                               {0, 0}, size::body, Weight::bold, ink));
    mark.parts.push_back(
        words("keys", value, {width, 0}, size::small, Weight::regular, Ink::text, Anchor::end));
    addBar(mark, placement.loads[i] / keys, most, fairShare(scene.after, i), width, 4, ink);
    return mark;
}

void addServers(Figure& figure, const Scene& scene, double height) {
    const Rect& area = scene.shares;
    const auto& placement = scene.placement();
    const std::string spread =
        scene.size() == 0
            ? ""
            : "fullest / mean " + protocol::fractionText(protocol::spreadOf(placement));
    addHeading(figure, "shares", "Keys per server", {area.x, area.y}, spread, area.width);
    const double room = height - heading;
    const auto fitting = static_cast<std::size_t>(std::max(1.0, room / rowLeast));
    const std::size_t shown =
        scene.size() <= fitting ? scene.size() : std::max<std::size_t>(1, fitting - 1);
    const double row =
        std::min(rowMost, room / static_cast<double>(std::max<std::size_t>(1, shown)));
    const double keys = static_cast<double>(placement.keys->size());
    double most = 0.01;
    for (std::size_t i = 0; i < scene.size(); ++i)
        most = std::max({most, placement.loads[i] / keys, fairShare(scene.after, i)});
    double y = area.y + heading + 8;
    for (std::size_t i = 0; i < shown; ++i, y += std::max(row, rowLeast))
        figure.marks.push_back(serverRow(scene, i, most, {area.x, y}, area.width));
    if (shown == scene.size()) return;
    addHeading(figure, "more", "and " + std::to_string(scene.size() - shown) + " more servers",
               {area.x, y - 10}, "", area.width);
}

// The last change beside what mod N would have done with the same keys.
void addMoved(Figure& figure, const Scene& scene) {
    const auto& change = *scene.after.change;
    if (change.kind == protocol::ChangeKind::none || change.kind == protocol::ChangeKind::otherKeys)
        return;
    const Rect& area = scene.shares;
    const double top = area.bottom() - movedHeight + 8;
    addHeading(figure, "moved", "Keys moved by the last change", {area.x, top}, "", area.width);
    const double all = std::max<double>(1, change.keyCount);
    const bool members =
        change.kind == protocol::ChangeKind::added || change.kind == protocol::ChangeKind::removed;
    const auto row = [&](const char* id, const std::string& name, double moved, double fair,
                         double y, Ink ink) {
        Mark mark;
        mark.id = id;
        mark.role = drawing::Role::note;
        mark.layer = Layer::nodes;
        mark.place = {area.x, y};
        mark.lit = scene.isChange;
        mark.description = name + ": " + percent(moved) + " of the keys.";
        mark.parts.push_back(words("name", name, {0, 0}, size::label, Weight::medium, Ink::text));
        mark.parts.push_back(words("value", percent(moved), {area.width, 0}, size::label,
                                   Weight::semibold, Ink::text, Anchor::end));
        addBar(mark, moved, 1, fair, area.width, 4, ink);
        figure.marks.push_back(std::move(mark));
    };
    const double moved = static_cast<double>(change.moved.size()) / all;
    const double expected = members ? static_cast<double>(change.expected) / all : -1;
    row("moved/scheme", schemeTitle(scene.after), moved, expected, top + 38, Ink::text);
    if (!members || scene.after.dials.scheme == protocol::Scheme::mod) return;
    row("moved/mod", "mod N, the same keys", static_cast<double>(change.movedByMod) / all, -1,
        top + 76, Ink::muted);
}

}  // namespace

void addShares(Figure& figure, const Scene& scene) {
    addServers(figure, scene, scene.shares.height - movedHeight);
    addMoved(figure, scene);
}

}  // namespace lockstep::figures::ring
