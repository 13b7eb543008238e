// SPDX-License-Identifier: GPL-3.0-or-later
// How busy a server is beside the others: a level from 0, idle, over 4, the mean, to 8, twice the
// mean and more. It goes by the mean, so that among a thousand few change their level in a step;
// where there is little to do 8 is four open requests, so that one is not as good as full.
#pragma once

#include <algorithm>

#include "balance/world.h"
#include "drawing/ink.h"

namespace lockstep::figures::balance {

struct Shade {
    explicit Shade(const lockstep::balance::World& world)
        : open(world.open),
          servers(world.servers.size()),
          scale(std::max<std::uint64_t>(2 * open, leastFull * servers)) {}

    static constexpr int most = 8;
    static constexpr std::uint64_t leastFull = 4;

    int level(std::uint64_t conns) const {
        if (conns == 0) return 0;
        const std::uint64_t exact = (most * conns * servers + scale / 2) / scale;
        return static_cast<int>(std::clamp<std::uint64_t>(exact, 1, most));
    }
    // How many open requests the highest level begins at.
    std::uint64_t full() const { return scale / servers; }
    bool goesByMean() const { return scale == 2 * open; }
    static drawing::Paint paint(int level) {
        return {drawing::Ink::follower.soft(), drawing::Ink::request,
                static_cast<double>(level) / most};
    }

    std::uint64_t open;
    std::uint64_t servers;
    std::uint64_t scale;  // of all servers, if each were full
};

}  // namespace lockstep::figures::balance
