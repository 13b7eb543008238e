// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/event.h"

// What the network and the hand do in every topic.
namespace lockstep::network {

inline constexpr EventKind lost{"network.lost"};
inline constexpr EventKind dropped{"network.dropped"};
inline constexpr EventKind duplicated{"network.duplicated"};
inline constexpr EventKind delayed{"network.delayed"};
inline constexpr EventKind crashed{"server.crashed", Weight::milestone,
                                   Glyph::cross};
inline constexpr EventKind restarted{"server.restarted", Weight::milestone,
                                     Glyph::up};
inline constexpr EventKind slowed{"server.slowed"};
inline constexpr EventKind cut{"network.cut", Weight::milestone, Glyph::cut};
inline constexpr EventKind healed{"network.healed", Weight::milestone,
                                  Glyph::heal};
inline constexpr EventKind partitioned{"network.partitioned", Weight::milestone,
                                       Glyph::cut};
inline constexpr EventKind dialTurned{"dial.turned"};
inline constexpr EventKind flawSwitched{"flaw.switched", Weight::milestone,
                                        Glyph::warning};

inline constexpr const EventKind* all[] = {
    &lost,   &dropped, &duplicated, &delayed,     &crashed,    &restarted,
    &slowed, &cut,     &healed,     &partitioned, &dialTurned, &flawSwitched};

}  // namespace lockstep::network
