// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of a ring: who holds which stretch, and how a stretch is drawn.
#pragma once

#include <vector>

#include "drawing/figure.h"
#include "ring/placement.h"

namespace lockstep::figures::ring {

// A stretch of the circle that is one server's, in degrees clockwise from the top.
struct Sector {
    double from = 0;
    double to = 0;
    lockstep::ring::ServerIndex server = 0;
    std::uint32_t number = 0;  // of the point that ends it; else of the stretch itself
};

// The stretches of a ring or of Maglev's table, one beside the other, neighbours of one server as
// one. More than `most` are drawn as `most` equal stretches, each for whoever has most of it.
// Empty for schemes without stretches.
std::vector<Sector> sectorsOf(const lockstep::ring::Placement& placement, std::size_t most);

inline double degreesOf(lockstep::ring::Position place) {
    return static_cast<double>(place) / 18446744073709551616.0 * 360.0;
}

// A stretch of a band around a centre, as an outline to be filled; of `pieces` curves along either
// side, if given, so that any two such outlines can slide into each other.
drawing::Path bandPiece(drawing::Point center, double inner, double outer, double from, double to,
                        int pieces = 0);

}  // namespace lockstep::figures::ring
