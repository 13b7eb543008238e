// SPDX-License-Identifier: GPL-3.0-or-later
// A look-up: from the key's hash clockwise to the point that was found, and on to the copies.
#include <cmath>

#include "figures/ring/scene.h"
#include "ring/lookup.h"

namespace lockstep::figures::ring {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double walkOut = bandHalf + 11;  // from the ring's line outwards

constexpr double mostKeyWidth = 90;

// Where on the ring each holder was met, clockwise from the key, in degrees.
std::vector<std::pair<double, protocol::ServerIndex>> stops(
    const Scene& scene, std::uint64_t hash, std::vector<protocol::ServerIndex> holders) {
    std::vector<std::pair<double, protocol::ServerIndex>> found;
    const auto& ring = scene.placement().ring;
    const auto place = protocol::positionOf(hash, scene.placement().keys->hash);
    std::size_t at = ring.find(place);
    for (std::size_t i = 0; i < ring.size() && !holders.empty(); ++i) {
        const auto& point = ring.points()[at];
        const auto holder = std::find(holders.begin(), holders.end(), point.server);
        if (holder != holders.end()) {
            double degrees = ring::degreesOf(point.position);
            while (degrees < ring::degreesOf(place))
                degrees += 360;
            found.emplace_back(degrees, point.server);
            holders.erase(holder);
        }
        at = at + 1 == ring.size() ? 0 : at + 1;
    }
    return found;
}

void addWalk(Mark& mark, const Scene& scene, double start, double end) {
    const double sweep = std::max(end - start, 0.5);
    mark.parts.push_back(
        part("walk", Arc{{}, scene.radius + walkOut, start, sweep}, stroked(Ink::request, 2.5)));
    const double tip = start + sweep;
    mark.parts.push_back(
        part("tip",
             arrowHead(onCircle({}, scene.radius + walkOut, tip), onCircle({}, 1, tip + 90), 9, 10),
             filled(Ink::request)));
}

}  // namespace

Rect lookupPlate(const Scene& scene) {
    const std::string key = scene.name(scene.after.lookedUp);
    const auto hash = protocol::hashOfKey(key, protocol::keyHash(scene.placement().plan));
    const std::string text = elided(key, mostKeyWidth, size::label, Weight::bold);
    const double width = textWidth(text, size::label, Weight::bold) + 12;
    const double inwards = bandHalf + 26 + width / 4;
    return around(scene.at(scene.degreesOf(hash), -inwards), {width, 19});
}

void addLookup(Figure& figure, const Scene& scene) {
    if (!scene.isLookup) return;
    const std::string key = scene.name(scene.after.lookedUp);
    const auto hash = protocol::hashOfKey(key, protocol::keyHash(scene.placement().plan));
    const double start = scene.degreesOf(hash);
    const auto holders = protocol::holdersOf(scene.after, key);
    Mark mark;
    mark.id = "lookup";
    mark.layer = Layer::packets;
    mark.lit = true;
    mark.place = scene.center;
    mark.description = key + (holders.empty() ? " has no owner."
                                              : " belongs to " + scene.name(holders.front()) + '.');
    mark.parts.push_back(part("stem",
                              segment(onCircle({}, scene.radius - bandHalf - 8, start),
                                      onCircle({}, scene.radius + walkOut, start)),
                              stroked(Ink::request, 2)));
    if (!scene.placement().ring.empty() && scene.placement().ring.sorted()) {
        const auto found = stops(scene, hash, holders);
        if (!found.empty()) addWalk(mark, scene, start, found.back().first);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const Point at = onCircle({}, scene.radius + walkOut, found[i].first);
            mark.parts.push_back(part("stop" + std::to_string(i), Circle{at, 5},
                                      outlined(scene.ink(found[i].second), Ink::ground, 1.5)));
        }
    }
    const Point dot = onCircle({}, scene.radius - bandHalf - 11, start);
    mark.parts.push_back(part("key", Circle{dot, 6}, outlined(Ink::request, Ink::ground, 2)));
    const Rect plate = drawing::moved(lookupPlate(scene), scene.center * -1);
    const Point label = plate.center();
    const std::string text = elided(key, mostKeyWidth, size::label, Weight::bold);
    mark.parts.push_back(part("plate", Box{plate, 6}, outlined(Ink::panel, Ink::request, 1.2)));
    mark.parts.push_back(words("label", text, {label.x, baselineAt(label.y, size::label)},
                               size::label, Weight::bold, Ink::text, Anchor::middle));
    figure.marks.push_back(std::move(mark));
}

}  // namespace lockstep::figures::ring
