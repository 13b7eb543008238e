// SPDX-License-Identifier: GPL-3.0-or-later
// The ring itself: the arcs in the servers' inks, their points, and what changed hands.
#include <algorithm>
#include <cmath>

#include "figures/ring/scene.h"

namespace lockstep::figures::ring {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

// More stretches than this cannot be told apart.
constexpr std::size_t mostSectors = 720;
// So few may be long, and change their lengths much.
constexpr std::size_t fewSectors = 60;
// An arc's ends may slide about so far, in degrees.
constexpr int mostSlide = 24;
// A point is drawn as a tick while ticks do not touch, and with a head of its server's ink while
// there are so few that heads do not touch either.
constexpr std::size_t mostTicks = 240;
constexpr std::size_t mostHeads = 48;
constexpr double headRadius = 4.5;
// A name stands on a stretch of the band that is long enough for it.
constexpr double nameSize = size::small;

std::string keyOf(const std::string& server, const Sector& sector) {
    return server + '_' + std::to_string(sector.number);
}

// The longest piece of a sector without a tick in it: neighbouring arcs of one server are one
// sector, but each of its points has its tick.
std::pair<double, double> withoutTicks(const Scene& scene, const Sector& sector) {
    const auto& points = scene.placement().ring.points();
    std::pair<double, double> whole{sector.from, sector.to};
    if (points.size() > mostTicks) return whole;
    std::vector<double> ends;
    for (const auto& point : points)
        for (const double degrees : {degreesOf(point.position), degreesOf(point.position) + 360})
            if (degrees > sector.from && degrees < sector.to) ends.push_back(degrees);
    std::sort(ends.begin(), ends.end());
    ends.push_back(sector.to);
    std::pair<double, double> longest{sector.from, sector.from};
    double from = sector.from;
    for (const double end : ends) {
        if (end - from > longest.second - longest.first) longest = {from, end};
        from = end;
    }
    return longest;
}

// In the band where it is wide enough, else outside, where nothing else is wanted.
void addNames(Mark& mark, const Scene& scene, const std::vector<Sector>& sectors) {
    for (const Sector& sector : sectors) {
        const std::string name = scene.name(sector.server);
        const auto [from, to] = withoutTicks(scene, sector);
        const double length = (to - from) / 360 * 2 * 3.14159265 * scene.radius;
        const double width = textWidth(name, nameSize, Weight::bold);
        const bool isInside = width <= 2 * bandHalf - 2;
        if (length < width + 10 || width > 60) continue;
        if (!isInside && (scene.isLookup || scene.isChange)) continue;
        const double out = isInside ? 0 : bandHalf + 8 + width / 2;
        const Point at = onCircle({}, scene.radius + out, (from + to) / 2);
        const Ink ink = scene.ink(sector.server);
        mark.parts.push_back(words("name-" + keyOf(name, sector), name,
                                   {at.x, baselineAt(at.y, nameSize)}, nameSize, Weight::bold,
                                   isInside ? ink.on() : ink, Anchor::middle));
    }
}

void addBand(Figure& figure, const Scene& scene) {
    const auto sectors = sectorsOf(scene.placement(), mostSectors);
    Mark band;
    band.id = "ring";
    band.layer = Layer::nodes;
    band.place = scene.center;
    band.description = describe(scene.after);
    const double inner = scene.radius - bandHalf;
    const double outer = scene.radius + bandHalf;
    if (sectors.empty()) {
        band.parts.push_back(part("line", Circle{{}, scene.radius}, stroked(Ink::line, 1.5)));
    }
    const int pieces = sectors.size() <= fewSectors ? 6 : 0;
    for (const Sector& sector : sectors) {
        const Ink ink = scene.ink(sector.server);
        const bool whole = sector.to - sector.from > 359.9;
        if (whole) {
            band.parts.push_back(
                part("arc0", Circle{{}, scene.radius}, stroked(ink, 2 * bandHalf)));
            continue;
        }
        // Of one key as long as its point stands, so that an arc is seen to shrink or to grow. If
        // by much, its corners would cut across the ring on their way: then it is of another
        // length, and fades.
        const int length = static_cast<int>(sector.to - sector.from) / mostSlide;
        band.parts.push_back(
            part(keyOf(scene.name(sector.server), sector) + '/' + std::to_string(length),
                 bandPiece({}, inner, outer, sector.from, sector.to, pieces), filled(ink)));
    }
    addNames(band, scene, sectors);
    figure.marks.push_back(std::move(band));
}

// Each virtual node: a tick across the band, where its server's arc ends.
void addTicks(Figure& figure, const Scene& scene) {
    const auto& points = scene.placement().ring.points();
    if (points.empty() || points.size() > mostTicks) return;
    Mark mark;
    mark.id = "points";
    mark.layer = Layer::nodes;
    mark.place = scene.center;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double degrees = degreesOf(points[i].position);
        mark.parts.push_back(
            part(scene.name(points[i].server) + '_' + std::to_string(points[i].number),
                 segment(onCircle({}, scene.radius - bandHalf - 3, degrees),
                         onCircle({}, scene.radius + bandHalf + 3, degrees)),
                 stroked(Ink::text, points.size() > 80 ? 1 : 1.6)));
        if (points.size() > mostHeads) continue;
        mark.parts.push_back(
            part("head-" + scene.name(points[i].server) + '_' + std::to_string(points[i].number),
                 Circle{onCircle({}, scene.radius + bandHalf + 4, degrees), headRadius},
                 outlined(scene.ink(points[i].server), Ink::text, 1.6)));
    }
    figure.marks.push_back(std::move(mark));
}

// The stretches that have another owner than before the step, outside the band.
void addMovedArcs(Figure& figure, const Scene& scene) {
    const auto& arcs = scene.after.change->arcs;
    if (!scene.isChange || arcs.empty()) return;
    Mark mark;
    mark.id = "moved-arcs";
    mark.layer = Layer::backdrop;
    mark.lit = true;
    mark.place = scene.center;
    std::vector<std::pair<double, double>> pieces;
    for (const auto& arc : arcs) {
        const double from = degreesOf(arc.from);
        // A stretch too thin to see still shows that something is there.
        const double to = std::max(degreesOf(arc.to), from + 0.4);
        if (!pieces.empty() && pieces.back().second >= from) {
            pieces.back().second = std::max(pieces.back().second, to);
        } else {
            pieces.emplace_back(from, to);
        }
    }
    const double inner = scene.radius + bandHalf + 2;
    for (const auto& [from, to] : pieces) {
        // Of a key by its place: it comes where it is, and does not fly there from another.
        mark.parts.push_back(part("arc" + std::to_string(std::lround(from * 100)) + '-' +
                                      std::to_string(std::lround(to * 100)),
                                  bandPiece({}, inner, inner + 7, from, std::min(to, from + 359.9)),
                                  outlined(Ink::lit, Ink::text, 1.2)));
    }
    mark.description = counted(arcs.size(), "arc", "arcs") + " changed hands.";
    figure.marks.push_back(std::move(mark));
}

}  // namespace

Ink Scene::ink(Symbol server) const {
    const auto& servers = after.setup->scenario.servers;
    if (const auto found = after.setup->find(after.setup->symbols.text(server)))
        return Ink::series(found->index);
    auto number = static_cast<unsigned>(servers.size());
    for (const auto& member : after.members) {
        if (member.name == server) return Ink::series(number);
        if (!after.setup->find(after.setup->symbols.text(member.name))) ++number;
    }
    return Ink::down;
}

double Scene::degreesOf(std::uint64_t hash) const {
    const auto& table = placement().table;
    if (!table.empty()) {
        const auto entry = static_cast<double>(hash % table.size());
        return (entry + 0.5) / static_cast<double>(table.size()) * 360;
    }
    return ring::degreesOf(protocol::positionOf(hash, placement().keys->hash));
}

void addCircle(Figure& figure, const Scene& scene) {
    addMovedArcs(figure, scene);
    addBand(figure, scene);
    addTicks(figure, scene);
}

}  // namespace lockstep::figures::ring
