// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "breaker/rules.h"
#include "breaker/window.h"
#include "kernel/flaw.h"
#include "kernel/outbox.h"
#include "kernel/random.h"

// The breaker itself, without the calls that it guards: it is asked before a
// call and told after it. "Circuit Breaker" in Nygard, Release It!, chapter 5.
// Where Resilience4j, Hystrix and gobreaker differ, the comments say so.
namespace lockstep::breaker {

enum class State : std::uint8_t {
    closed,
    open,
    halfOpen,
    forcedOpen,
    disabled
};

using CallNumber = std::uint32_t;

// When a breaker opened that did not note it: longer ago than any wait.
inline constexpr Time never{-3'155'760'000'000'000};

struct Breaker {
    State state = State::closed;
    // The outcomes since this state began; those that opened it are kept
    // while it is open.
    Window window;
    std::uint32_t failuresInARow = 0;
    Time openedAt = never;
    Duration waitShift{};  // how much longer this wait is, by its jitter
    Time halfOpenAt{};
    std::uint64_t order = 0;  // of its state, for ties with what is due at once
    std::uint32_t probesLetThrough = 0;
    Tally probes;              // how those ended that did
    std::uint32_t period = 0;  // counts the states: gobreaker's generation

    bool operator==(const Breaker&) const = default;
};

// What a breaker acts by and speaks through.
struct Circumstances {
    const Rules& rules;
    FlawSet flaws;
    Time now;
    std::uint64_t& nextOrder;
    const Playing& playing;
    Random* random = nullptr;    // for jitter; without it there is none
    Field who = "The breaker";   // as sentences call it

    bool has(Flaw flaw) const { return flaws.has(static_cast<int>(flaw)); }
    template <class... Fields>
    void say(const EventKind& kind, Sentence sentence,
             const Fields&... fields) const {
        lockstep::say(playing, kind, sentence, fields...);
    }
};

// Whether a call may pass. The first call at or after the end of the wait
// makes an open breaker half-open.
bool letsThrough(Breaker& breaker, CallNumber call, const Circumstances& by);

// Tells how a call ended that passed in the period `passedIn`.
void record(Breaker& breaker, const Outcome& outcome, std::uint32_t passedIn,
            const Circumstances& by);

// When an open breaker's wait is over.
inline Time waitEnds(const Breaker& breaker, const Rules& rules) {
    return breaker.openedAt + rules.wait + breaker.waitShift;
}

// Begins a state, with nothing counted.
void enter(Breaker& breaker, State state, const Circumstances& by);

// By hand, or when the wait is over under automatic-half-open.
void becomeHalfOpen(Breaker& breaker, const Circumstances& by);
// When it has been half-open for too long.
void reopen(Breaker& breaker, const Circumstances& by);
void forceOpen(Breaker& breaker, const Circumstances& by);
void disable(Breaker& breaker, const Circumstances& by);
void reset(Breaker& breaker, const Circumstances& by);

// The calls from which on the window's rates count.
std::uint32_t callsNeeded(const Rules& rules);

}  // namespace lockstep::breaker
