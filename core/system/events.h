// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/event.h"

// What happens between the parts: the ids are a promise to scripts. What
// happens at a part has the id that it has there.
namespace lockstep::system {

inline constexpr EventKind sentOn{"system.sent_on", Weight::small};
inline constexpr EventKind attemptRefused{"system.attempt_refused"};
inline constexpr EventKind callRefused{"system.call_refused"};
inline constexpr EventKind noThread{"system.no_thread"};
inline constexpr EventKind cancelled{"system.cancelled"};

inline constexpr const EventKind* eventKinds[] = {
    &sentOn, &attemptRefused, &callRefused, &noThread, &cancelled};

}  // namespace lockstep::system
