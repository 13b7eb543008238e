// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "ring/placement.h"

namespace lockstep::ring {

// What a look-up comes to on its way.
enum class StopKind : std::uint8_t {
    hash,     // the key's hash; rendezvous: its scores
    bucket,   // jump: the next bucket that a jump reaches
    landing,  // the point, table entry, rest or score that is found
    full,     // bounded: points of full servers that are passed over
    owner,
    passed,   // points or entries of servers that hold a copy already
    replica,  // the next different server
};

// One of them. `at` is a place in the list that is walked: a point of the
// ring, an entry of Maglev's table, or simply the server.
struct Stop {
    StopKind kind = StopKind::hash;
    ServerIndex server = noServer;
    std::size_t at = 0;
    std::size_t count = 1;  // how many points or entries it passes

    bool operator==(const Stop&) const = default;
};

// The way of a look-up in its order, up to the last of `copies` copies (fewer
// if there are fewer servers). Empty without an owner.
std::vector<Stop> routeOf(const Placement& placement, std::string_view key,
                          std::size_t copies);

}  // namespace lockstep::ring
