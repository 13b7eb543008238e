// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/event.h"

// What happens when calls are retried: the ids are a promise to scripts.
namespace lockstep::retry {

inline constexpr EventKind called{"retry.called", Weight::small};
inline constexpr EventKind tried{"retry.attempt"};
inline constexpr EventKind succeeded{"retry.succeeded"};
inline constexpr EventKind failed{"retry.failed"};
inline constexpr EventKind timedOut{"retry.timed_out"};
inline constexpr EventKind backsOff{"retry.backs_off"};
inline constexpr EventKind replyLost{"retry.reply_lost"};
inline constexpr EventKind doneAgain{"retry.done_again"};
inline constexpr EventKind recognized{"retry.recognized"};
inline constexpr EventKind pushedBack{"retry.pushed_back"};
inline constexpr EventKind gaveUp{"retry.gave_up", Weight::milestone,
                                  Glyph::cross};
inline constexpr EventKind wasted{"retry.wasted"};
inline constexpr EventKind dropped{"retry.dropped"};
inline constexpr EventKind wentDown{"retry.dependency_down", Weight::milestone,
                                    Glyph::warning};
inline constexpr EventKind cameUp{"retry.dependency_up", Weight::milestone,
                                  Glyph::up};
inline constexpr EventKind hung{"retry.dependency_hangs", Weight::milestone,
                                Glyph::warning};

inline constexpr const EventKind* eventKinds[] = {
    &called,    &tried,     &succeeded,  &failed,     &timedOut, &backsOff,
    &replyLost, &doneAgain, &recognized, &pushedBack, &gaveUp,   &wasted,
    &dropped,   &wentDown,  &cameUp,     &hung};

}  // namespace lockstep::retry
