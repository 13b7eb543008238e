// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/ring/sectors.h"

#include <algorithm>
#include <cmath>

namespace lockstep::figures::ring {

namespace {

using drawing::onCircle;
using drawing::Path;
using drawing::Point;
using lockstep::ring::HashRing;
using lockstep::ring::Placement;
using lockstep::ring::Scheme;
using lockstep::ring::ServerIndex;

void add(std::vector<Sector>& sectors, const Sector& next) {
    if (next.to <= next.from) return;
    if (!sectors.empty() && sectors.back().server == next.server) {
        sectors.back().to = next.to;
        sectors.back().number = next.number;
    } else {
        sectors.push_back(next);
    }
}

// What one server has on both sides of the top is one stretch, from before it to beyond it.
std::vector<Sector> joinedAtTheTop(std::vector<Sector> sectors) {
    if (sectors.size() < 2 || sectors.front().server != sectors.back().server) return sectors;
    sectors.back().to = 360 + sectors.front().to;
    sectors.back().number = sectors.front().number;
    sectors.erase(sectors.begin());
    return sectors;
}

std::vector<Sector> ofRing(const HashRing& ring) {
    std::vector<lockstep::ring::Point> points = ring.points();
    if (!ring.sorted())
        std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) {
            return a.position != b.position ? a.position < b.position : a.server < b.server;
        });
    std::vector<Sector> sectors;
    double from = 0;
    for (const auto& point : points) {
        add(sectors, {from, degreesOf(point.position), point.server, point.number});
        from = std::max(from, degreesOf(point.position));
    }
    if (!points.empty()) add(sectors, {from, 360, points.front().server, points.front().number});
    return sectors;
}

std::vector<Sector> ofTable(const std::vector<ServerIndex>& table) {
    std::vector<Sector> sectors;
    const double step = 360.0 / static_cast<double>(table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto at = static_cast<double>(i);
        add(sectors, {at * step, (at + 1) * step, table[i], static_cast<std::uint32_t>(i)});
    }
    return sectors;
}

// Each of `most` equal stretches for whoever has most of it.
std::vector<Sector> coarser(const std::vector<Sector>& fine, std::size_t most,
                            std::size_t servers) {
    std::vector<Sector> sectors;
    const double step = 360.0 / static_cast<double>(most);
    std::size_t at = 0;
    for (std::size_t i = 0; i < most; ++i) {
        const double from = static_cast<double>(i) * step;
        const double to = from + step;
        std::vector<double> parts(servers, 0.0);
        while (at < fine.size() && fine[at].to <= from)
            ++at;
        for (std::size_t j = at; j < fine.size() && fine[j].from < to; ++j)
            parts[fine[j].server] += std::min(to, fine[j].to) - std::max(from, fine[j].from);
        const auto best = std::max_element(parts.begin(), parts.end());
        add(sectors, {from, to, static_cast<ServerIndex>(best - parts.begin()),
                      static_cast<std::uint32_t>(i)});
    }
    return sectors;
}

// A quarter or less of a circle as one curve.
void curveAlong(Path& path, Point center, double radius, double from, double to) {
    const double radians = (to - from) * 3.14159265358979323846 / 180;
    const double handle = radius * 4.0 / 3.0 * std::tan(radians / 4);
    const Point start = onCircle(center, radius, from);
    const Point end = onCircle(center, radius, to);
    const Point alongStart = onCircle({}, handle, from + 90);
    const Point alongEnd = onCircle({}, handle, to + 90);
    path.curveTo(start + alongStart, end - alongEnd, end);
}

void curvesAlong(Path& path, Point center, double radius, double from, double to, int pieces) {
    for (int i = 0; i < pieces; ++i) {
        curveAlong(path, center, radius, from + (to - from) * i / pieces,
                   from + (to - from) * (i + 1) / pieces);
    }
}

}  // namespace

std::vector<Sector> sectorsOf(const Placement& placement, std::size_t most) {
    std::vector<Sector> sectors;
    if (lockstep::ring::usesRing(placement.plan.scheme)) {
        sectors = ofRing(placement.ring);
    } else if (placement.plan.scheme == Scheme::maglev) {
        sectors = ofTable(placement.table);
    }
    if (sectors.size() > most) sectors = coarser(sectors, most, placement.servers.size());
    return joinedAtTheTop(std::move(sectors));
}

Path bandPiece(Point center, double inner, double outer, double from, double to, int pieces) {
    if (pieces == 0) pieces = std::max(1, static_cast<int>(std::ceil((to - from) / 60)));
    Path path;
    path.moveTo(onCircle(center, outer, from));
    curvesAlong(path, center, outer, from, to, pieces);
    path.lineTo(onCircle(center, inner, to));
    curvesAlong(path, center, inner, to, from, pieces);
    return path.close();
}

}  // namespace lockstep::figures::ring
