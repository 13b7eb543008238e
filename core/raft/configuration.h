// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "kernel/server_id.h"

namespace lockstep::raft {

// The most servers a cluster has.
inline constexpr std::size_t mostServers = 9;

// The servers whose votes count (§6). While joint consensus lasts there are
// two sets, the old and the new, and a majority of each must agree.
class Configuration {
public:
    Configuration() = default;
    explicit Configuration(ServerSet members, ServerSet old = {})
        : members_(static_cast<std::uint16_t>(members.bits())),
          old_(static_cast<std::uint16_t>(old.bits())) {}

    // The servers of the new set, or of the only one.
    ServerSet members() const { return ServerSet(members_); }
    // The servers of the old set while there are two.
    ServerSet old() const { return ServerSet(old_); }
    ServerSet all() const { return ServerSet(members_ | old_); }

    bool joint() const { return old_ != 0; }
    bool empty() const { return all().empty(); }
    bool has(ServerId id) const { return all().contains(id); }

    // Both sets in one number.
    std::uint32_t bits() const { return std::uint32_t{old_} << 16 | members_; }

    bool operator==(const Configuration&) const = default;

private:
    std::uint16_t members_ = 0;
    std::uint16_t old_ = 0;
};

}  // namespace lockstep::raft
