// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/symbols.h"

namespace lockstep::ring {

// A server that holds keys, as the world keeps it. Servers of the head come
// first, in its order; one that is added comes last.
struct Member {
    Symbol name{};
    std::uint32_t weight = 1;
    std::uint32_t lookups = 0;  // how many lookups it has answered

    bool operator==(const Member&) const = default;
};

// A server as the schemes see it.
struct Server {
    std::string name;
    std::uint32_t weight = 1;
};

// A server by its place in the list.
using ServerIndex = std::uint16_t;
inline constexpr ServerIndex noServer = UINT16_MAX;

}  // namespace lockstep::ring
