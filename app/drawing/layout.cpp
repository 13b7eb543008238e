// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/layout.h"

#include <algorithm>
#include <cmath>

namespace lockstep::drawing {

namespace {

bool covers(const Rect& label, const Disc& disc) {
    return distanceToRect(disc.center, label) < disc.radius;
}

bool isFree(const Rect& label, const KeepClear& clear) {
    if (!contains(clear.bounds, label)) return false;
    for (const Disc& disc : clear.discs)
        if (covers(label, disc)) return false;
    for (const Rect& rect : clear.rects)
        if (overlap(label, rect)) return false;
    return true;
}

// One label that has its place already, at each of the moments.
using Placed = std::vector<Rect>;

bool meetsAnother(const std::vector<Placed>& placed, const Rect& label, std::size_t moment) {
    return std::any_of(placed.begin(), placed.end(), [&](const Placed& other) {
        return overlap(grown(label, 1), other[std::min(moment, other.size() - 1)]);
    });
}

// The anchors of all wishes at each moment, side by side for going through them fast.
std::vector<std::vector<Point>> anchorsByMoment(const std::vector<LabelWish>& wishes) {
    std::size_t moments = 0;
    for (const LabelWish& wish : wishes) moments = std::max(moments, wish.anchors.size());
    std::vector<std::vector<Point>> anchors(moments);
    for (std::size_t moment = 0; moment < moments; ++moment)
        for (const LabelWish& wish : wishes)
            anchors[moment].push_back(
                wish.anchors.empty() ? Point{1e9, 1e9}
                                     : wish.anchors[std::min(moment, wish.anchors.size() - 1)]);
    return anchors;
}

bool meetsAnchor(const std::vector<Point>& anchors, std::size_t own, const Rect& label,
                 double gap) {
    const Rect near = grown(label, gap);
    for (std::size_t i = 0; i < anchors.size(); ++i)
        if (i != own && contains(near, anchors[i]) && covers(label, {anchors[i], gap})) return true;
    return false;
}

Point spotAt(const LabelWish& wish, const LabelSpot& spot, std::size_t moment) {
    if (wish.anchors.size() < 2) return spot.first;
    const double share =
        static_cast<double>(moment) / static_cast<double>(wish.anchors.size() - 1);
    return between(spot.first, spot.last, share);
}

// Whether a label that slides from one spot to another keeps off its own thing.
bool clearsOwn(const LabelWish& wish, Point from, Point to) {
    constexpr int looks = 8;
    for (int look = 1; look < looks; ++look) {
        const Point spot = between(from, to, static_cast<double>(look) / looks);
        if (distanceToRect({}, around(spot, wish.size)) < wish.ownRadius) return false;
    }
    return true;
}

// Close and staying there, close and sliding, then further away. `isFree(moment, spot)` tells
// whether nothing is in the way.
template <class IsFree>
std::optional<LabelSpot> firstThatFits(const LabelWish& wish, const IsFree& isFree) {
    if (wish.spots.empty() || wish.anchors.empty()) return std::nullopt;
    const std::size_t last = wish.anchors.size() - 1;
    const auto fitsBetween = [&](const LabelSpot& spot) {
        for (std::size_t moment = 1; moment < last; ++moment)
            if (!isFree(moment, spotAt(wish, spot, moment))) return false;
        return true;
    };
    const auto stays = [&](Point spot) {
        return isFree(0, spot) && isFree(last, spot) && fitsBetween({spot, spot});
    };
    const std::size_t close = std::min(wish.close, wish.spots.size());
    for (std::size_t i = 0; i < close; ++i)
        if (stays(wish.spots[i])) return LabelSpot{wish.spots[i], wish.spots[i]};
    std::vector<Point> first, final;
    for (std::size_t i = 0; i < close; ++i) {
        if (isFree(0, wish.spots[i])) first.push_back(wish.spots[i]);
        if (isFree(last, wish.spots[i])) final.push_back(wish.spots[i]);
    }
    for (const Point& from : first)
        for (const Point& to : final)
            if (from != to && clearsOwn(wish, from, to) && fitsBetween({from, to}))
                return LabelSpot{from, to};
    for (std::size_t i = close; i < wish.spots.size(); ++i)
        if (stays(wish.spots[i])) return LabelSpot{wish.spots[i], wish.spots[i]};
    return std::nullopt;
}

}  // namespace

std::vector<Point> ringPlaces(std::size_t count, const Rect& area) {
    const Point center = area.center();
    if (count == 1) return {center};
    const auto at = [&](double degrees) {
        const Point onUnit = onCircle({}, 1, degrees);
        return center + Point{onUnit.x * area.width / 2, onUnit.y * area.height / 2};
    };
    // Two stand side by side, which leaves their link the longest way.
    const double first = count == 2 ? 270 : 0;
    // Even steps along the ellipse, not even angles, which would crowd its narrow ends.
    constexpr int pieces = 720;
    std::vector<double> walked{0};
    for (int i = 1; i <= pieces; ++i)
        walked.push_back(walked.back() + distance(at(first + 360.0 * (i - 1) / pieces),
                                                  at(first + 360.0 * i / pieces)));
    std::vector<Point> places;
    for (std::size_t i = 0; i < count; ++i) {
        const double wanted = walked.back() * static_cast<double>(i) / static_cast<double>(count);
        const auto found = std::lower_bound(walked.begin(), walked.end(), wanted);
        double piece = static_cast<double>(found - walked.begin());
        if (found != walked.begin()) piece -= (*found - wanted) / (*found - *(found - 1));
        places.push_back(at(first + 360.0 * piece / pieces));
    }
    // A ring of odd count ends above the lowest point of the ellipse: stretch it to the area.
    double lowest = places.front().y;
    for (const Point& place : places) lowest = std::max(lowest, place.y);
    if (count > 2)
        for (Point& place : places)
            place.y = area.y + (place.y - area.y) * area.height / (lowest - area.y);
    return places;
}

double largestRadius(const std::vector<Point>& centers, double gap) {
    double nearest = 1e9;
    for (std::size_t i = 0; i < centers.size(); ++i)
        for (std::size_t j = i + 1; j < centers.size(); ++j)
            nearest = std::min(nearest, distance(centers[i], centers[j]));
    return (nearest - gap) / 2;
}

std::vector<std::optional<LabelSpot>> placeLabels(const std::vector<LabelWish>& wishes,
                                                  const KeepClear& clear) {
    std::vector<std::optional<LabelSpot>> result(wishes.size());
    std::vector<Placed> placed;
    const std::vector<std::vector<Point>> anchors = anchorsByMoment(wishes);
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const LabelWish& wish = wishes[i];
        for (const double gap : {clear.anchorRadius, wish.leastGap}) {
            if (result[i]) break;
            result[i] = firstThatFits(wish, [&](std::size_t moment, Point spot) {
                const Rect label = around(wish.anchors[moment] + spot, wish.size);
                return isFree(label, clear) && !meetsAnother(placed, label, moment) &&
                       (gap <= 0 || !meetsAnchor(anchors[moment], i, label, gap));
            });
        }
        if (!result[i]) continue;
        Placed rects;
        for (std::size_t moment = 0; moment < wish.anchors.size(); ++moment)
            rects.push_back(
                around(wish.anchors[moment] + spotAt(wish, *result[i], moment), wish.size));
        placed.push_back(std::move(rects));
    }
    return result;
}

}  // namespace lockstep::drawing
