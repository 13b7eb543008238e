// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/event.h"

// What happens at a balancer: the ids are a promise to scripts.
namespace lockstep::balance {

inline constexpr EventKind picked{"balance.picked"};
inline constexpr EventKind burstSent{"balance.burst"};
inline constexpr EventKind queued{"balance.queued", Weight::small};
inline constexpr EventKind begun{"balance.begun", Weight::small};
inline constexpr EventKind finished{"balance.finished", Weight::small};
inline constexpr EventKind failed{"balance.failed"};
inline constexpr EventKind failedToo{"balance.failed_with_server",
                                     Weight::milestone, Glyph::cross};
inline constexpr EventKind gaveUp{"balance.timed_out"};
inline constexpr EventKind dropped{"balance.dropped"};
inline constexpr EventKind rejected{"balance.rejected"};
inline constexpr EventKind balancerCrashed{"balance.crashed", Weight::milestone,
                                           Glyph::cross};
inline constexpr EventKind wasDisabled{"balance.disabled", Weight::milestone,
                                       Glyph::cross};
inline constexpr EventKind foundDown{"balance.found_down", Weight::milestone,
                                     Glyph::cross};
inline constexpr EventKind foundUp{"balance.found_up", Weight::milestone,
                                   Glyph::heal};
inline constexpr EventKind wasEjected{"balance.ejected", Weight::milestone,
                                      Glyph::cross};
inline constexpr EventKind notEjected{"balance.not_ejected"};
inline constexpr EventKind cameBack{"balance.came_back", Weight::milestone,
                                    Glyph::heal};
inline constexpr EventKind takenOut{"balance.down", Weight::milestone,
                                    Glyph::cut};
inline constexpr EventKind takenIn{"balance.up", Weight::milestone, Glyph::up};
inline constexpr EventKind hung{"balance.hung", Weight::milestone,
                                Glyph::warning};
inline constexpr EventKind weighed{"balance.weight"};
inline constexpr EventKind sped{"balance.speed"};

inline constexpr const EventKind* eventKinds[] = {
    &picked,          &burstSent,   &queued,    &begun,   &finished,
    &failed,          &failedToo,   &gaveUp,    &dropped, &rejected,
    &balancerCrashed, &wasDisabled, &foundDown, &foundUp, &wasEjected,
    &notEjected,      &cameBack,    &takenOut,  &takenIn, &hung,
    &weighed,         &sped};

}  // namespace lockstep::balance
