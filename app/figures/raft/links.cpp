// SPDX-License-Identifier: GPL-3.0-or-later
// Links, what cuts them, and the sides of a partition.
#include <algorithm>
#include <limits>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/raft/scene.h"

namespace lockstep::figures::raft {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;

bool isCut(const protocol::World& world, ServerId from, ServerId to) {
    return (world.cluster.machine(from).cutTo >> to.index & 1U) != 0;
}

bool isSameSide(const protocol::World& world, ServerId a, ServerId b) {
    return world.cluster.machine(a).group == world.cluster.machine(b).group;
}

constexpr double crossRadius = 8;

void addCross(Mark& mark, const std::string& key, Point at) {
    mark.parts.push_back(
        part(key + "-disc", Circle{at, crossRadius}, outlined(Ink::no.soft(), Ink::no, 1.5)));
    mark.parts.push_back(part(key, crossGlyph(at, crossRadius), stroked(Ink::no, 1.8)));
}

// A link from the rim of one server to that of another.
struct Ends {
    Point a;
    Point b;
};

Ends endsOf(const Scene& scene, ServerId a, ServerId b) {
    const Point along = unit(scene.place(b) - scene.place(a)) * scene.timerRadius();
    return {scene.place(a) + along, scene.place(b) - along};
}

// A one-way cut breaks the half of the link before the server that does not get the messages.
Point crossPlace(Point a, Point b, bool towardsB, bool towardsA) {
    if (towardsA && towardsB) return between(a, b, 0.5);
    return between(a, b, towardsB ? 0.68 : 0.32);
}

void addCutLine(Mark& mark, Point a, Point b, bool towardsB, bool towardsA) {
    const Point middle = between(a, b, 0.5);
    const Style whole = stroked(Ink::line, 1.4);
    const Style broken = stroked(Ink::no, 1.4, Dash::dashed);
    mark.parts.push_back(part("half-a", segment(a, middle), towardsA ? broken : whole));
    mark.parts.push_back(part("half-b", segment(middle, b), towardsB ? broken : whole));
    addCross(mark, "cross", crossPlace(a, b, towardsB, towardsA));
}

std::string linkWords(const Scene& scene, ServerId a, ServerId b) {
    const std::string one = scene.name(a);
    const std::string other = scene.name(b);
    const bool there = isCut(scene.after, a, b);
    const bool back = isCut(scene.after, b, a);
    if (there && back) return "The link between " + one + " and " + other + " is cut.";
    if (there) return "Messages from " + one + " to " + other + " are cut off; back they arrive.";
    if (back) return "Messages from " + other + " to " + one + " are cut off; back they arrive.";
    if (!isSameSide(scene.after, a, b))
        return one + " and " + other + " are on different sides of the partition.";
    return "The link between " + one + " and " + other + ".";
}

void addLink(Figure& figure, const Scene& scene, ServerId a, ServerId b) {
    Mark mark;
    mark.id = "link/" + scene.name(a) + '-' + scene.name(b);
    mark.role = drawing::Role::link;
    mark.layer = Layer::links;
    mark.description = linkWords(scene, a, b);
    const auto [from, to] = endsOf(scene, a, b);
    const bool there = isCut(scene.after, a, b);
    const bool back = isCut(scene.after, b, a);
    const bool isQuiet = !isSameSide(scene.after, a, b) || !scene.after.up(a) || !scene.after.up(b);
    if (there || back) {
        addCutLine(mark, from, to, there, back);
    } else {
        Style style = stroked(Ink::line, 1.3, isQuiet ? Dash::dotted : Dash::solid);
        // Thirty-six links would make a web that hides what flies on it.
        style.opacity = (isQuiet ? 0.7 : 1) * (scene.size() > 6 ? 0.7 : 1);
        mark.parts.push_back(part("line", segment(from, to), style));
    }
    figure.marks.push_back(std::move(mark));
}

// The servers of one side that stand beside each other, in ring order.
std::vector<std::vector<ServerId>> runsOf(const Scene& scene, std::uint8_t group) {
    const std::size_t count = scene.size();
    const auto member = [&](std::size_t i) {
        return scene.after.cluster.machine(serverAt(i % count)).group == group;
    };
    std::size_t start = 0;
    while (start < count && !(member(start) && !member(start + count - 1))) ++start;
    std::vector<std::vector<ServerId>> runs;
    for (std::size_t i = 0; i < count; ++i) {
        if (!member(start + i)) continue;
        if (i == 0 || !member(start + i - 1)) runs.emplace_back();
        runs.back().push_back(serverAt((start + i) % count));
    }
    return runs;
}

std::vector<Point> placesOf(const Scene& scene, const std::vector<ServerId>& run) {
    std::vector<Point> places;
    for (const ServerId id : run) places.push_back(scene.place(id));
    return places;
}

// How near the lines between the servers of two runs come to each other.
double nearest(const std::vector<Point>& one, const std::vector<Point>& other) {
    double least = std::numeric_limits<double>::max();
    for (const Point& point : one)
        for (const Point& from : other)
            for (const Point& to : other)
                least = std::min(least, distanceToSegment(point, from, to));
    return least;
}

// Where the ring is low the outlines draw in, so that none lies over another.
double hullMargin(const Scene& scene, const std::vector<std::uint8_t>& groups) {
    std::vector<std::vector<Point>> runs;
    for (const std::uint8_t group : groups)
        for (const auto& run : runsOf(scene, group)) runs.push_back(placesOf(scene, run));
    double margin = scene.timerRadius() + 16;
    for (std::size_t a = 0; a < runs.size(); ++a)
        for (std::size_t b = 0; b < runs.size(); ++b)
            if (a != b) margin = std::min(margin, nearest(runs[a], runs[b]) / 2 - 1);
    return std::max(margin, scene.timerRadius() + 4);
}

}  // namespace

void addLinks(Figure& figure, const Scene& scene) {
    for (std::size_t a = 0; a < scene.size(); ++a)
        for (std::size_t b = a + 1; b < scene.size(); ++b)
            addLink(figure, scene, serverAt(a), serverAt(b));
}

std::vector<Disc> cutMarks(const Scene& scene) {
    std::vector<Disc> marks;
    for (std::size_t i = 0; i < scene.size(); ++i) {
        for (std::size_t j = i + 1; j < scene.size(); ++j) {
            const ServerId a = serverAt(i);
            const ServerId b = serverAt(j);
            const bool there = isCut(scene.after, a, b);
            const bool back = isCut(scene.after, b, a);
            if (!there && !back) continue;
            const auto [from, to] = endsOf(scene, a, b);
            marks.push_back({crossPlace(from, to, there, back), crossRadius + 2});
        }
    }
    return marks;
}

void addGroups(Figure& figure, const Scene& scene) {
    if (!scene.after.cluster.partitioned) return;
    std::vector<std::uint8_t> groups;
    for (const Machine& machine : scene.after.cluster.machines)
        if (std::find(groups.begin(), groups.end(), machine.group) == groups.end())
            groups.push_back(machine.group);
    const double margin = hullMargin(scene, groups);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        Mark mark;
        const std::string letter(1, static_cast<char>('A' + g % 26));
        mark.id = "side/" + letter;
        mark.layer = Layer::backdrop;
        mark.description = "Side " + letter + " of the partition:";
        int count = 0;
        for (const auto& run : runsOf(scene, groups[g])) {
            for (const ServerId id : run) mark.description += ' ' + scene.name(id);
            const std::string key = "hull-" + std::to_string(++count);
            const Path hull = softHull(placesOf(scene, run), margin);
            mark.parts.push_back(part(key, hull, filled(Ink::accent.soft())));
            mark.parts.back().style.opacity = 0.6;
            mark.parts.push_back(
                part(key + "-edge", hull, stroked(Ink::accent, 1.2, Dash::dashed)));
        }
        mark.description += '.';
        figure.marks.push_back(std::move(mark));
    }
}

}  // namespace lockstep::figures::raft
