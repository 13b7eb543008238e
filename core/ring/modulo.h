// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ring/member.h"

namespace lockstep::ring {

// [mod]
// The rest of the hash by the number of servers. Another number of servers,
// another rest, for nearly every key. Requires a server.
inline ServerIndex modulo(std::uint64_t hash, std::size_t servers) {
    return static_cast<ServerIndex>(hash % servers);
}
// [mod]

}  // namespace lockstep::ring
