// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the breaker's picture share: the moment, where things are, and how an outcome
// looks.
#pragma once

#include <string>

#include "breaker/topic.h"
#include "drawing/figure.h"
#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/board.h"
#include "kernel/moment.h"

namespace lockstep::figures::breaker {

namespace core = lockstep::breaker;

// Names that the kernel and the topic use for something else.
using core::State;
using drawing::Ink;
using drawing::Mark;
using drawing::Point;
using drawing::Rect;
using drawing::Role;
using drawing::Weight;

struct Scene {
    const Moment& moment;
    const core::World& before;
    const core::World& after;
    Rect path;    // the callers, the gate and the hosts
    Rect states;  // the state machine, or what throttles in its place
    Rect window;
    Rect calls;

    const core::Breaker& breaker() const { return core::shownBreaker(after); }
    bool throttles() const { return after.around.throttle.has_value(); }
    bool many() const { return after.guards.size() > 1; }
    // The state before this step of the breaker that is shown.
    State was() const { return before.guards[after.shown].breaker.state; }
};

// The parts of the picture, each in a file of its name.
void addPath(drawing::Figure& figure, const Scene& scene);
void addStates(drawing::Figure& figure, const Scene& scene);
void addThrottle(drawing::Figure& figure, const Scene& scene);
void addWindow(drawing::Figure& figure, const Scene& scene);
void addCalls(drawing::Figure& figure, const Scene& scene);

Ink inkOf(State state);
// Closed and disabled let pass; open and forced open do not.
bool isOpenLike(State state);
std::string percent(std::int64_t part, std::int64_t whole);
// Rounded to what one reads at a glance: "850 ms", "4.8 s", "3 min".
std::string shortTime(lockstep::Duration duration);

// How a call went, as a sign in a disc: never told by its colour alone.
enum class Sign : std::uint8_t { waiting, good, bad, slow, refused, starved };
Ink inkOf(Sign sign);
void addSign(Mark& mark, Sign sign, Point at, double radius, bool probe = false);
Sign signOf(const core::Outcome& outcome);

// The switch that gave the breaker its name: its lever lies on the contact, stands up, or hangs
// between.
void addSwitch(Mark& mark, State state, Point at, double width);

}  // namespace lockstep::figures::breaker
