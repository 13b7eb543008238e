// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <vector>

#include "ring/hash_ring.h"
#include "ring/keys.h"

namespace lockstep::ring {

// A stretch of the ring that has another owner than before, ends included.
// `was` numbers the servers of before, `now` those of after.
struct MovedArc {
    Position from = 0;
    Position to = 0;
    ServerIndex was = noServer;
    ServerIndex now = noServer;

    bool operator==(const MovedArc&) const = default;
};

// The arcs that two rings give to different servers, clockwise from place 0.
// nowAt tells where a server of before stands in the list of after. Requires
// sorted rings.
std::vector<MovedArc> movedArcs(const HashRing& before, const HashRing& after,
                                const std::vector<ServerIndex>& nowAt);

// Visits the keys on these arcs: f(key, arc).
template <class Visit>
void visitMovedKeys(const Keys& keys, const std::vector<MovedArc>& arcs,
                    Visit visit) {
    const auto& places = keys.places;
    for (const MovedArc& arc : arcs) {
        auto at = std::lower_bound(places.begin(), places.end(), arc.from);
        for (; at != places.end() && *at <= arc.to; ++at) {
            visit(keys.inOrder[static_cast<std::size_t>(at - places.begin())],
                  arc);
        }
    }
}

}  // namespace lockstep::ring
