// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ring/member.h"

namespace lockstep::ring {

// Eisenbud and others, "Maglev: A Fast and Reliable Software Network Load
// Balancer", NSDI 2016, section 3.4: a table in which every server has about
// as many entries, and keeps most of them when others come and go.

// The order in which a server wants the entries: offset, offset + skip, …
struct MaglevPreference {
    std::uint64_t offset = 0;
    std::uint64_t skip = 1;

    std::uint64_t entry(std::uint64_t j, std::uint64_t tableSize) const {
        return (offset + j * skip) % tableSize;
    }
};

MaglevPreference maglevPreference(const Server& server,
                                  std::uint32_t tableSize);

// Pseudocode 1 of the paper: servers in turn take the next entry they want.
// `turns` is how many entries a server takes a round, its weight. Requires a
// prime tableSize and a server.
std::vector<ServerIndex> populate(
    const std::vector<MaglevPreference>& preferences,
    const std::vector<std::uint32_t>& turns, std::uint32_t tableSize);

// The table of these servers, who take their turns in order of name. Empty
// without servers.
std::vector<ServerIndex> maglevTable(const std::vector<Server>& servers,
                                     std::uint32_t tableSize);

bool isPrime(std::uint64_t number);

}  // namespace lockstep::ring
