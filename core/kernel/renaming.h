// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "kernel/hash.h"
#include "kernel/server_id.h"

namespace lockstep {

// Other names for the servers, for fingerprints in which only what they are to
// each other counts. Two servers may have the same name: then the fingerprint
// does not tell which is which.
class Renaming {
public:
    static constexpr std::size_t mostServers = 64;

    void set(ServerId server, std::uint8_t name) {
        names_[server.index] = name;
    }

    std::uint64_t of(ServerId server) const {
        return mixed(names_[server.index] + 1ULL);
    }
    // The order of a set's members makes no difference.
    std::uint64_t of(ServerSet servers) const {
        std::uint64_t sum = 0;
        for (ServerId server : servers)
            sum += of(server);
        return sum;
    }

private:
    std::array<std::uint8_t, mostServers> names_{};
};

}  // namespace lockstep
