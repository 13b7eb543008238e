// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "kernel/time.h"

namespace lockstep {

// A timer of a server. `order` breaks ties between things due at once: what
// was scheduled first goes first.
struct Timer {
    bool running = false;
    Time started{};
    Time due{};
    std::uint64_t order = 0;

    void stop() { *this = Timer{}; }
    bool operator==(const Timer&) const = default;
};

}  // namespace lockstep
