// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "ring/hash_ring.h"
#include "ring/keys.h"

namespace lockstep::ring {

enum class Scheme : std::uint8_t {
    ring,
    mod,
    jump,
    rendezvous,
    maglev,
    bounded
};

// Whether a server's weight says what share of the keys it gets.
constexpr bool weighs(Scheme scheme) {
    return scheme != Scheme::mod && scheme != Scheme::jump;
}

// All that decides where keys are.
struct Plan {
    Scheme scheme = Scheme::ring;
    PointRule points;
    std::int64_t bound = 1'250'000;  // c of bounded loads, in millionths
    std::uint32_t tableSize = 65537;
    bool sorted = true;  // off: the flaw unsorted

    bool operator==(const Plan&) const = default;
};

// Whether a scheme looks keys up on a ring.
inline bool usesRing(Scheme scheme) {
    return scheme == Scheme::ring || scheme == Scheme::bounded;
}
// The hash of keys that a plan goes by: only ring and mod leave the choice.
inline HashKind keyHash(const Plan& plan) {
    const bool free = usesRing(plan.scheme) || plan.scheme == Scheme::mod;
    return free ? plan.points.hash : HashKind::xxhash64;
}

// Where every key is. It follows from plan, servers and keys alone, whatever
// happened before, and is shared by all worlds that have it.
struct Placement {
    Plan plan;
    std::vector<Server> servers;
    std::shared_ptr<const Keys> keys;
    HashRing ring;                     // ring and bounded
    std::vector<ServerIndex> table;    // maglev
    std::vector<ServerIndex> owners;   // of each key; noServer without servers
    std::vector<std::uint32_t> loads;  // how many keys each server has
    std::vector<std::uint64_t> capacities;  // bounded
};

Placement place(const Plan& plan, std::vector<Server> servers,
                std::shared_ptr<const Keys> keys);

// The same as place(), found by what changes: the last server is new, or one
// has left. Requires the scheme ring, and that no other server's points
// change by it.
Placement joined(const Placement& before, Server newcomer);
Placement left(const Placement& before, ServerIndex leaver);

// The owner of any key, placed or not; noServer without servers.
ServerIndex ownerOf(const Placement& placement, std::string_view key);

// The `count` different servers that hold a key's replicas, its owner first:
// the next ones on the ring, the next best scores, the next in the table or
// list. Fewer if there are fewer servers.
std::vector<ServerIndex> replicasOf(const Placement& placement,
                                    std::string_view key, std::size_t count);

// How many points a ring of these servers has.
std::uint64_t pointTotal(const Plan& plan, const std::vector<Server>& servers);

}  // namespace lockstep::ring
