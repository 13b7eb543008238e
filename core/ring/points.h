// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ring/hashing.h"
#include "ring/member.h"

namespace lockstep::ring {

// A virtual node: one of the places at which a server stands on the ring.
struct Point {
    Position position = 0;
    std::uint32_t number = 0;  // which of its server's points, from 0
    ServerIndex server = 0;

    bool operator==(const Point&) const = default;
};

// What decides how many points a server has, and where.
struct PointRule {
    HashKind hash = HashKind::xxhash64;
    std::uint32_t virtualNodes = 160;  // for each unit of weight
    bool one = false;  // the flaw no-virtual-nodes: the count is never used

    bool operator==(const PointRule&) const = default;
};

// How many points a server has, beside all the others.
std::uint64_t pointCount(const PointRule& rule, std::uint32_t weight,
                         std::uint64_t totalWeight, std::size_t servers);

// Adds a server's points in the order of their numbers.
void addPoints(const PointRule& rule, std::string_view name, ServerIndex server,
               std::uint64_t count, std::vector<Point>& points);

}  // namespace lockstep::ring
