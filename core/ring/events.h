// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/event.h"

// What happens on a ring: the ids are a promise to scripts.
namespace lockstep::ring {

inline constexpr EventKind serverAdded{"ring.server_added"};
inline constexpr EventKind serverRemoved{"ring.server_removed"};
inline constexpr EventKind weightChanged{"ring.weight_changed"};
inline constexpr EventKind rebalanced{"ring.rebalanced", Weight::milestone,
                                      Glyph::pencil};
inline constexpr EventKind keysMoved{"ring.keys_moved", Weight::milestone,
                                     Glyph::star};
inline constexpr EventKind keysStayed{"ring.keys_stayed"};
inline constexpr EventKind keyHashed{"ring.key_hashed"};
inline constexpr EventKind searched{"ring.searched"};
inline constexpr EventKind ownerFound{"ring.owner_found", Weight::milestone,
                                      Glyph::check};
inline constexpr EventKind replicasFound{"ring.replicas_found"};
inline constexpr EventKind replicaFound{"ring.replica_found"};
inline constexpr EventKind pointsPassed{"ring.points_passed"};
inline constexpr EventKind lookupDropped{"ring.lookup_dropped"};
inline constexpr EventKind noOwner{"ring.no_owner", Weight::milestone,
                                   Glyph::warning};
inline constexpr EventKind readPastTheEnd{"ring.read_past_the_end",
                                          Weight::milestone, Glyph::warning};

inline constexpr const EventKind* eventKinds[] = {
    &serverAdded, &serverRemoved, &weightChanged, &rebalanced,
    &keysMoved,   &keysStayed,    &keyHashed,     &searched,
    &ownerFound,  &replicasFound, &replicaFound,  &pointsPassed,
    &noOwner,     &lookupDropped, &readPastTheEnd};

}  // namespace lockstep::ring
