// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/event.h"

// What happens at a breaker: the ids are a promise to scripts.
namespace lockstep::breaker {

inline constexpr EventKind callPassed{"breaker.call_passed", Weight::small};
inline constexpr EventKind probePassed{"breaker.probe_passed"};
inline constexpr EventKind refused{"breaker.call_refused"};
inline constexpr EventKind throttled{"breaker.throttled"};
inline constexpr EventKind noThread{"breaker.no_thread"};
inline constexpr EventKind succeeded{"breaker.call_succeeded", Weight::small};
inline constexpr EventKind failed{"breaker.call_failed"};
inline constexpr EventKind wasSlow{"breaker.call_slow"};
inline constexpr EventKind turnedAway{"breaker.turned_away"};
inline constexpr EventKind fellBack{"breaker.fell_back"};
inline constexpr EventKind gaveUp{"breaker.call_timed_out"};
inline constexpr EventKind outcomeIgnored{"breaker.outcome_ignored"};
inline constexpr EventKind belowMinimum{"breaker.below_minimum"};
inline constexpr EventKind opened{"breaker.opened", Weight::milestone,
                                  Glyph::cross};
inline constexpr EventKind halfOpened{"breaker.half_opened", Weight::milestone,
                                      Glyph::clock};
inline constexpr EventKind closedAgain{"breaker.closed", Weight::milestone,
                                       Glyph::check};
inline constexpr EventKind openedByHand{"breaker.forced_open",
                                        Weight::milestone, Glyph::cut};
inline constexpr EventKind disabledByHand{"breaker.disabled", Weight::milestone,
                                          Glyph::warning};
inline constexpr EventKind wasReset{"breaker.reset", Weight::milestone,
                                    Glyph::heal};
inline constexpr EventKind wentDown{"breaker.dependency_down",
                                    Weight::milestone, Glyph::warning};
inline constexpr EventKind cameUp{"breaker.dependency_up", Weight::milestone,
                                  Glyph::up};

inline constexpr const EventKind* eventKinds[] = {
    &callPassed, &probePassed, &refused,     &noThread,       &succeeded,
    &failed,     &wasSlow,     &gaveUp,      &outcomeIgnored, &belowMinimum,
    &opened,     &halfOpened,  &closedAgain, &openedByHand,   &disabledByHand,
    &wasReset,   &wentDown,    &cameUp,      &throttled,      &turnedAway,
    &fellBack};

}  // namespace lockstep::breaker
