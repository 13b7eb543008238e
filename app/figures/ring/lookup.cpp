// SPDX-License-Identifier: GPL-3.0-or-later
// A look-up on the ring: from the key's hash clockwise to the point that was found, on past what
// does not count, and to each holder in turn.
#include "ring/lookup.h"

#include <algorithm>
#include <cmath>

#include "figures/ring/scene.h"

namespace lockstep::figures::ring {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;
using protocol::Stop;
using protocol::StopKind;

constexpr double walkOut = bandHalf + 9;    // from the ring's line outwards
constexpr double badgeOut = bandHalf + 24;  // the numbers of the holders
// Crosses of points that are passed over, and numbers, keep so many pixels between them.
constexpr double crossApart = 10;
constexpr double badgeApart = 2 * badgeRadius + 2;
constexpr double mostKeyWidth = 90;

// The walk in degrees, unrolled: each stop further on than the one before it.
class Walk {
public:
    Walk(const Scene& scene, double start) : scene_(scene), start_(start), end_(start) {}

    void go(Mark& mark, const Stop& stop) {
        const std::size_t size = listSize();
        if (stop.kind == StopKind::full || stop.kind == StopKind::passed) {
            for (std::size_t i = 0; i < stop.count; ++i)
                pass(mark, further((stop.at + i) % size));
            return;
        }
        end_ = further(stop.at);
        if (stop.kind == StopKind::landing) return;
        found_.emplace_back(end_, stop.server);
    }

    // The way so far, and each holder's number beside its point.
    void draw(Mark& mark) const {
        const double sweep = std::max(end_ - start_, 0.5);
        const double radius = scene_.radius + walkOut;
        mark.parts.push_back(
            part("walk", Arc{{}, radius, start_, sweep}, stroked(Ink::request, 2.5)));
        const double tip = start_ + sweep;
        mark.parts.push_back(
            part("tip", arrowHead(onCircle({}, radius, tip), onCircle({}, 1, tip + 90), 9, 10),
                 filled(Ink::request)));
        double last = -1e9;
        const double apart = degreesAlong(badgeApart, badgeOut);
        for (std::size_t i = 0; i < found_.size(); ++i) {
            const auto& [degrees, server] = found_[i];
            last = std::max(degrees, last + apart);
            const std::string key = std::to_string(i + 1);
            const Point badge = onCircle({}, scene_.radius + badgeOut, last);
            mark.parts.push_back(part("thread" + key,
                                      segment(onCircle({}, scene_.radius - bandHalf, degrees),
                                              onCircle({}, radius, degrees)),
                                      stroked(Ink::text, 2)));
            if (last > degrees)
                mark.parts.push_back(part("lead" + key,
                                          segment(onCircle({}, radius, degrees), badge),
                                          stroked(Ink::text, 1)));
            addBadge(mark, "stop" + key, badge, static_cast<unsigned>(i + 1), scene_.ink(server));
        }
    }

private:
    std::size_t listSize() const {
        const auto& table = scene_.placement().table;
        return table.empty() ? scene_.placement().ring.size() : table.size();
    }

    double degreesOf(std::size_t at) const {
        const auto& placement = scene_.placement();
        if (!placement.table.empty()) return scene_.degreesOf(at);
        return ring::degreesOf(placement.ring.points()[at].position);
    }

    double further(std::size_t at) const {
        double degrees = degreesOf(at);
        while (degrees < end_ - 1e-9)
            degrees += 360;
        return degrees;
    }

    double degreesAlong(double pixels, double out) const {
        return pixels / (scene_.radius + out) * 180 / 3.14159265358979;
    }

    void pass(Mark& mark, double degrees) {
        end_ = degrees;
        if (degrees < lastCross_ + degreesAlong(crossApart, walkOut)) return;
        lastCross_ = degrees;
        mark.parts.push_back(part("passed" + std::to_string(crosses_++),
                                  crossGlyph(onCircle({}, scene_.radius + walkOut, degrees), 5),
                                  stroked(Ink::text, 1.6)));
    }

    const Scene& scene_;
    double start_;
    double end_;
    double lastCross_ = -1e9;
    int crosses_ = 0;
    std::vector<std::pair<double, protocol::ServerIndex>> found_;
};

std::uint64_t hashOfLookedUp(const Scene& scene) {
    return protocol::hashOfKey(scene.name(scene.after.lookedUp),
                               protocol::keyHash(scene.placement().plan));
}

bool isWalked(const Scene& scene) {
    const auto& placement = scene.placement();
    return !placement.table.empty() || (!placement.ring.empty() && placement.ring.sorted());
}

}  // namespace

Rect lookupPlate(const Scene& scene) {
    const std::string text =
        elided(scene.name(scene.after.lookedUp), mostKeyWidth, size::label, Weight::bold);
    const double width = textWidth(text, size::label, Weight::bold) + 12;
    const double inwards = bandHalf + 26 + width / 4;
    return around(scene.at(scene.degreesOf(hashOfLookedUp(scene)), -inwards), {width, 19});
}

void addLookup(Figure& figure, const Scene& scene) {
    if (!scene.isLookup) return;
    const std::string key = scene.name(scene.after.lookedUp);
    const double start = scene.degreesOf(hashOfLookedUp(scene));
    const auto stops = protocol::stopsSoFar(scene.after);
    Mark mark;
    mark.id = "lookup";
    mark.layer = Layer::packets;
    mark.lit = true;
    mark.place = scene.center;
    mark.description = key + (stops.empty() ? " has no owner." : " is looked up.");
    for (const Stop& stop : stops)
        if (stop.kind == StopKind::owner)
            mark.description = key + " belongs to " + scene.name(stop.server) + '.';
    if (isWalked(scene))
        mark.parts.push_back(part("stem",
                                  segment(onCircle({}, scene.radius - bandHalf - 8, start),
                                          onCircle({}, scene.radius + walkOut, start)),
                                  stroked(Ink::request, 2)));
    if (stops.size() > 1 && isWalked(scene)) {
        Walk walk(scene, start);
        for (std::size_t i = 1; i < stops.size(); ++i)
            walk.go(mark, stops[i]);
        walk.draw(mark);
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
