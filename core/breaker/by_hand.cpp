// SPDX-License-Identifier: GPL-3.0-or-later
// What a hand does with a breaker, and what every change of state does.
#include "breaker/breaker.h"
#include "breaker/events.h"

namespace lockstep::breaker {

// Every state begins with nothing counted; only the open one keeps showing
// what opened it.
void enter(Breaker& breaker, State state, const Circumstances& by) {
    breaker.state = state;
    breaker.order = by.nextOrder++;
    ++breaker.period;
    breaker.probesLetThrough = 0;
    breaker.probes = {};
    if (state == State::open) return;
    breaker.window.clear();
    breaker.failuresInARow = 0;
}

void forceOpen(Breaker& breaker, const Circumstances& by) {
    enter(breaker, State::forcedOpen, by);
    by.say(openedByHand,
           "{breaker} is opened by hand. No call passes until it is reset.",
           by.who);
}

void disable(Breaker& breaker, const Circumstances& by) {
    enter(breaker, State::disabled, by);
    by.say(disabledByHand,
           "{breaker} is disabled. Every call passes and none is counted.",
           by.who);
}

void reset(Breaker& breaker, const Circumstances& by) {
    enter(breaker, State::closed, by);
    by.say(wasReset, "{breaker} is reset. It is closed, and counts anew.",
           by.who);
}

}  // namespace lockstep::breaker
