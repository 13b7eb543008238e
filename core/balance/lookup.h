// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "balance/world.h"
#include "ring/hash_ring.h"

namespace lockstep::balance {

// What the hash policies look a client up in, and what it was made from.
struct Lookup {
    std::vector<std::uint32_t> weights;  // of each server; 0: it is not in
    std::uint32_t size = 0;              // points a unit of weight, or entries

    ring::HashRing ring;                   // of ring-hash and bounded-hash
    std::vector<ring::ServerIndex> table;  // of maglev
    std::vector<std::uint32_t> entries;    // how many of them a server has
};

// The ring of all servers: whoever is out is passed over on the way.
const Lookup& ringOf(World& world);
// Maglev's table of those that may be picked now, which change it.
const Lookup& tableOf(World& world, const std::vector<bool>& usable);

// Where the text of a client stands on the ring, and in the table.
ring::Position placeOf(std::string_view client);
std::size_t entryOf(std::string_view client, const Lookup& lookup);

}  // namespace lockstep::balance
