// SPDX-License-Identifier: GPL-3.0-or-later
// How busy a server is beside the others: a level from 0, idle, over 4, the mean, to 8, twice the
// mean and more. It goes by the mean, so that among a thousand few change their level in a step.
#pragma once

#include <algorithm>

#include "balance/world.h"
#include "drawing/ink.h"

namespace lockstep::figures::balance {

struct Shade {
    explicit Shade(const lockstep::balance::World& world)
        : open(world.open), servers(world.servers.size()) {}

    static constexpr int most = 8;

    int level(std::uint64_t conns) const {
        if (conns == 0 || open == 0) return 0;
        const std::uint64_t exact = (most / 2 * conns * servers + open / 2) / open;
        return static_cast<int>(std::clamp<std::uint64_t>(exact, 1, most));
    }
    // How many open requests the highest level begins at.
    std::uint64_t full() const { return std::max<std::uint64_t>(1, (2 * open) / servers); }
    static drawing::Paint paint(int level) {
        return {drawing::Ink::follower.soft(), drawing::Ink::request,
                static_cast<double>(level) / most};
    }

    std::uint64_t open;
    std::uint64_t servers;
};

}  // namespace lockstep::figures::balance
