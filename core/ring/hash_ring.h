// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "ring/points.h"

namespace lockstep::ring {

// Servers at their points on a circle of 2^64 (Karger and others 1997). A key
// belongs to the first point at or after it, past the last to the first.
class HashRing {
public:
    HashRing() = default;
    // All points of all servers. With `sorted` off, the flaw unsorted, they
    // stay in the order in which they were added.
    HashRing(const std::vector<Server>& servers, const PointRule& rule,
             bool sorted = true);

    // The same ring with one more server, the last of `servers`; the others'
    // points must be what they were.
    HashRing with(const std::vector<Server>& servers,
                  const PointRule& rule) const;
    // The same ring without a server; those behind it move up by one.
    HashRing without(ServerIndex leaver) const;

    const std::vector<Point>& points() const { return points_; }
    bool empty() const { return points_.empty(); }
    std::size_t size() const { return points_.size(); }
    bool sorted() const { return sorted_; }

    // The place in points() of the first point at or after a position.
    // Requires that there is one.
    std::size_t find(Position key) const;

    // The server there; none on an empty ring.
    ServerIndex ownerAt(Position key) const {
        return empty() ? noServer : points_[find(key)].server;
    }

    // The first `count` different servers from there on, clockwise.
    std::vector<ServerIndex> walk(Position key, std::size_t count) const;

    // Which part of the circle each of `servers` servers holds.
    std::vector<double> arcs(std::size_t servers) const;

private:
    void index();
    std::size_t findUnsorted(Position key) const;

    std::vector<Point> points_;
    // first_[b] is the first point in the b-th part of the circle or after
    // it; there are about as many parts as points.
    std::vector<std::uint32_t> first_;
    int shift_ = 63;
    bool sorted_ = true;
};

// [find-owner]
inline std::size_t HashRing::find(Position key) const {
    if (!sorted_) return findUnsorted(key);
    const std::size_t part = key >> shift_;
    std::size_t at = first_[part];
    const std::size_t end = first_[part + 1];
    const auto isBefore = [](const Point& point, Position wanted) {
        return point.position < wanted;
    };
    if (end - at > 16) {
        const auto* const begin = points_.data();
        at = static_cast<std::size_t>(
            std::lower_bound(begin + at, begin + end, key, isBefore) - begin);
    } else {
        while (at < end && isBefore(points_[at], key))
            ++at;
    }
    return at == points_.size() ? 0 : at;
}
// [find-owner]

}  // namespace lockstep::ring
