// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/hash_ring.h"

#include <bit>
#include <numeric>

namespace lockstep::ring {
namespace {

// Of points at the same place the one of the server that is first in the list
// counts.
bool comesBefore(const Point& a, const Point& b) {
    if (a.position != b.position) return a.position < b.position;
    if (a.server != b.server) return a.server < b.server;
    return a.number < b.number;
}

std::uint64_t totalWeightOf(const std::vector<Server>& servers) {
    return std::accumulate(servers.begin(), servers.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const Server& server) {
                               return sum + server.weight;
                           });
}

}  // namespace

// [build-ring]
HashRing::HashRing(const std::vector<Server>& servers, const PointRule& rule,
                   bool sorted)
    : sorted_(sorted) {
    const std::uint64_t total = totalWeightOf(servers);
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const Server& server = servers[i];
        const std::uint64_t count =
            pointCount(rule, server.weight, total, servers.size());
        addPoints(rule, server.name, static_cast<ServerIndex>(i), count,
                  points_);
    }
    if (!sorted_) return;
    std::sort(points_.begin(), points_.end(), comesBefore);
    index();
}
// [build-ring]

HashRing HashRing::with(const std::vector<Server>& servers,
                        const PointRule& rule) const {
    std::vector<Point> added;
    const Server& newcomer = servers.back();
    addPoints(rule, newcomer.name, static_cast<ServerIndex>(servers.size() - 1),
              pointCount(rule, newcomer.weight, totalWeightOf(servers),
                         servers.size()),
              added);
    HashRing ring;
    ring.sorted_ = sorted_;
    ring.points_.reserve(points_.size() + added.size());
    if (sorted_) {
        std::sort(added.begin(), added.end(), comesBefore);
        std::merge(points_.begin(), points_.end(), added.begin(), added.end(),
                   std::back_inserter(ring.points_), comesBefore);
        ring.index();
    } else {
        ring.points_ = points_;
        ring.points_.insert(ring.points_.end(), added.begin(), added.end());
    }
    return ring;
}

HashRing HashRing::without(ServerIndex leaver) const {
    HashRing ring;
    ring.sorted_ = sorted_;
    ring.points_.reserve(points_.size());
    for (Point point : points_) {
        if (point.server == leaver) continue;
        if (point.server > leaver) --point.server;
        ring.points_.push_back(point);
    }
    if (sorted_) ring.index();
    return ring;
}

void HashRing::index() {
    const auto bits = std::bit_width(std::max<std::size_t>(points_.size(), 2));
    shift_ = 64 - static_cast<int>(bits);
    first_.assign((std::size_t{1} << bits) + 1, 0);
    std::size_t at = 0;
    for (std::size_t part = 0; part < first_.size(); ++part) {
        while (at < points_.size() && points_[at].position >> shift_ < part)
            ++at;
        first_[part] = static_cast<std::uint32_t>(at);
    }
}

// The same halving of the list as on a sorted ring. It looks at whatever
// stands in the middle and goes on as if all before it were lower.
std::size_t HashRing::findUnsorted(Position key) const {
    std::size_t low = 0;
    std::size_t high = points_.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (points_[middle].position < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low == points_.size() ? 0 : low;
}

// [replicas]
std::vector<ServerIndex> HashRing::walk(Position key, std::size_t count) const {
    std::vector<ServerIndex> found;
    if (empty()) return found;
    std::size_t at = find(key);
    for (std::size_t steps = 0; steps < size() && found.size() < count;
         ++steps) {
        const ServerIndex server = points_[at].server;
        if (std::find(found.begin(), found.end(), server) == found.end()) {
            found.push_back(server);
        }
        at = at + 1 == size() ? 0 : at + 1;
    }
    return found;
}
// [replicas]

std::vector<double> HashRing::arcs(std::size_t servers) const {
    std::vector<double> parts(servers, 0.0);
    if (empty()) return parts;
    std::vector<Point> inOrder = points_;
    if (!sorted_) std::sort(inOrder.begin(), inOrder.end(), comesBefore);
    const double circle = 18446744073709551616.0;
    Position before = inOrder.back().position;
    for (const Point& point : inOrder) {
        parts[point.server] +=
            static_cast<double>(point.position - before) / circle;
        before = point.position;
    }
    if (inOrder.front().position == inOrder.back().position) {
        parts[inOrder.front().server] = 1.0;
    }
    return parts;
}

}  // namespace lockstep::ring
