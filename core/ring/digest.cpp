// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/hash.h"
#include "ring/ring.h"

namespace lockstep::ring {

// The placement follows from the rest, so it is not part of it.
std::uint64_t Ring::digest(const World& world) {
    const Symbols& symbols = world.setup->symbols;
    Digest digest;
    for (const Member& member : world.members) {
        digest.add(symbols.hash(member.name))
            .add(std::uint64_t{member.weight} << 32 | member.lookups);
    }
    digest.add(world.members.size());
    for (const Symbol gone : world.departed)
        digest.add(symbols.hash(gone));
    const Dials& dials = world.dials;
    digest.add(static_cast<std::uint64_t>(dials.scheme) << 8 |
               static_cast<std::uint64_t>(dials.hash));
    digest.add(std::uint64_t{dials.virtualNodes} << 32 | dials.replicas)
        .add(static_cast<std::uint64_t>(dials.bound))
        .add(std::uint64_t{dials.tableSize} << 32 | world.lookups)
        .add(symbols.hash(dials.keys))
        .add(symbols.hash(world.lookedUp))
        .add(symbols.hash(world.trace.key))
        .add(world.trace.stops)
        .add(std::uint64_t{world.changes} << 1 |
             (world.ranPastTheEnd ? 1U : 0U));
    const Change& change = *world.change;
    digest.add(static_cast<std::uint64_t>(change.kind))
        .add(symbols.hash(change.server))
        .add(change.expected)
        .add(change.movedByMod);
    for (const auto& key : change.moved) {
        digest.add(key.key)
            .add(symbols.hash(key.from))
            .add(symbols.hash(key.to));
    }
    for (const auto& arc : change.arcs)
        digest.add(arc.from).add(arc.to);
    return digest.value();
}

}  // namespace lockstep::ring
