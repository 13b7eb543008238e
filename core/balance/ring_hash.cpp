// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/lookup.h"
#include "balance/pool.h"

namespace lockstep::balance {
namespace {

// How far a place is behind another on the ring, as "1.25 %".
std::string distanceText(ring::Position from, ring::Position to) {
    const std::uint64_t part = ((to - from) >> 32) * 10'000 >> 32;
    const std::string rest = std::to_string(100 + part % 100);
    return std::to_string(part / 100) + '.' + rest.substr(1) + " %";
}

}  // namespace

// [ring-hash]
// Consistent hashing (Karger and others 1997): every server stands at many
// places on a ring, and a client goes to the first place at or behind its
// hash. Whoever is out is passed over: only its own clients move.
Pick pickRingHash(Pool& pool) {
    const ring::HashRing& ring = pool.ring().ring;
    const ring::Position place = placeOf(pool.client());
    std::size_t at = ring.find(place);
    for (std::size_t walked = 0; walked < ring.size(); ++walked) {
        const ring::Point& point = ring.points()[at];
        const bool usable = pool.usable(point.server);
        if (pool.telling()) {
            pool.note(point.server, distanceText(place, point.position) +
                                        (usable ? "" : " out"));
        }
        if (usable) {
            return Choice{{point.server},
                          "Request {request} goes to {server}, which stands "
                          "first behind its hash on the ring. Places behind "
                          "it: {scores}. Its client is {client}."};
        }
        at = at + 1 < ring.size() ? at + 1 : 0;
    }
    return std::nullopt;
}
// [ring-hash]

}  // namespace lockstep::balance
