// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/maglev.h"

#include <algorithm>
#include <numeric>

#include "ring/hashing.h"

namespace lockstep::ring {

// [maglev-preference]
MaglevPreference maglevPreference(const Server& server,
                                  std::uint32_t tableSize) {
    return {xxHash64(server.name) % tableSize,
            xxHash64(server.name, 1) % (tableSize - 1) + 1};
}
// [maglev-preference]

// [maglev-populate]
std::vector<ServerIndex> populate(
    const std::vector<MaglevPreference>& preferences,
    const std::vector<std::uint32_t>& turns, std::uint32_t tableSize) {
    std::vector<std::uint64_t> next(preferences.size(), 0);
    std::vector<ServerIndex> entry(tableSize, noServer);
    std::uint32_t filled = 0;
    for (;;) {
        for (std::size_t i = 0; i < preferences.size(); ++i) {
            for (std::uint32_t turn = 0; turn < turns[i]; ++turn) {
                std::uint64_t c = preferences[i].entry(next[i], tableSize);
                while (entry[c] != noServer) {
                    ++next[i];
                    c = preferences[i].entry(next[i], tableSize);
                }
                entry[c] = static_cast<ServerIndex>(i);
                ++next[i];
                if (++filled == tableSize) return entry;
            }
        }
    }
}
// [maglev-populate]

std::vector<ServerIndex> maglevTable(const std::vector<Server>& servers,
                                     std::uint32_t tableSize) {
    if (servers.empty()) return {};
    std::vector<ServerIndex> byName(servers.size());
    std::iota(byName.begin(), byName.end(), ServerIndex{0});
    std::sort(byName.begin(), byName.end(), [&](ServerIndex a, ServerIndex b) {
        return servers[a].name < servers[b].name;
    });
    std::vector<MaglevPreference> preferences;
    std::vector<std::uint32_t> turns;
    for (const ServerIndex i : byName) {
        preferences.push_back(maglevPreference(servers[i], tableSize));
        turns.push_back(servers[i].weight);
    }
    auto table = populate(preferences, turns, tableSize);
    for (ServerIndex& server : table)
        server = byName[server];
    return table;
}

bool isPrime(std::uint64_t number) {
    if (number < 2) return false;
    for (std::uint64_t d = 2; d * d <= number; ++d) {
        if (number % d == 0) return false;
    }
    return true;
}

}  // namespace lockstep::ring
