// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/topic.h"

#include <charconv>

#include "breaker/calls.h"
#include "breaker/events.h"
#include "requests/arrivals.h"

namespace lockstep::breaker {
namespace {

BreakerVerb verbOf(const Action& action) {
    return static_cast<BreakerVerb>(topicVerbIndex(action.verb));
}

// The number in `fail N`: 0 if it has none, nothing if it is not a number.
std::optional<CallNumber> numberIn(const World& world, const Action& action) {
    if (verbOf(action) != BreakerVerb::fail) return action.n;
    const auto text = world.setup->symbols.text(symbolOf(action.n));
    CallNumber number = 0;
    if (text.empty()) return number;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
}

void arrive(World& world, const Playing& playing) {
    startCall(world, playing);
    world.arrival = {
        true, world.cluster.now,
        world.cluster.now +
            requests::nextArrival(world.cluster.random, *world.around.arrivals),
        world.cluster.nextOrder++};
}

void setDependency(World& world, bool up, const Playing& playing) {
    world.dependencyUp = up;
    if (up) {
        say(playing, cameUp, "The dependency is up again.");
    } else {
        say(playing, wentDown,
            "The dependency goes down. A call that reaches it fails at once.");
    }
}

void steer(World& world, BreakerVerb verb, const Playing& playing) {
    const State before = world.breaker.state;
    const Circumstances by = circumstances(world, playing);
    if (verb == BreakerVerb::open) forceOpen(world.breaker, by);
    if (verb == BreakerVerb::reset) reset(world.breaker, by);
    if (verb == BreakerVerb::disable) disable(world.breaker, by);
    if (verb == BreakerVerb::halfOpen) becomeHalfOpen(world.breaker, by);
    note(world, before);
}

}  // namespace

void Topic::apply(World& world, const Action& action, const Playing& playing) {
    world.ghosts.probeFailed = false;
    const CallNumber number = numberIn(world, action).value_or(0);
    switch (const BreakerVerb verb = verbOf(action)) {
        case BreakerVerb::succeed:
            callAtOnce(world, false, false, playing);
            return;
        case BreakerVerb::fail:
            if (number == 0) {
                callAtOnce(world, true, false, playing);
            } else {
                finish(world, number, true, false, playing);
            }
            return;
        case BreakerVerb::slow: callAtOnce(world, false, true, playing); return;
        case BreakerVerb::call: startCall(world, playing); return;
        case BreakerVerb::finish:
            finish(world, number, false, false, playing);
            return;
        case BreakerVerb::abandon:
            finish(world, number, true, true, playing);
            return;
        case BreakerVerb::open:
        case BreakerVerb::reset:
        case BreakerVerb::disable:
        case BreakerVerb::halfOpen: steer(world, verb, playing); return;
        case BreakerVerb::down: setDependency(world, false, playing); return;
        case BreakerVerb::up: setDependency(world, true, playing); return;
        case BreakerVerb::arrive: arrive(world, playing); return;
    }
}

std::string Topic::refusal(const World& world, const Action& action) {
    const auto number = numberIn(world, action);
    const BreakerVerb verb = verbOf(action);
    switch (verb) {
        case BreakerVerb::fail:
        case BreakerVerb::finish:
        case BreakerVerb::abandon: {
            if (!number) return "fail takes the number of a call, or nothing";
            if (verb == BreakerVerb::fail && *number == 0) return {};
            for (const Call& call : world.calls) {
                if (call.number == *number) return {};
            }
            return "there is no call " + std::to_string(*number) + " under way";
        }
        case BreakerVerb::halfOpen:
            return world.breaker.state == State::open
                       ? ""
                       : "the breaker is not open";
        case BreakerVerb::down:
            return world.dependencyUp ? "" : "the dependency is down";
        case BreakerVerb::up:
            return world.dependencyUp ? "the dependency is up" : "";
        case BreakerVerb::arrive:
            return world.around.arrivals ? "" : "the arrivals dial is none";
        default: return {};
    }
}

Action Topic::endOf(const World& world, const Call& call) {
    switch (call.ends) {
        case Call::End::fail:
            return actionOf(BreakerVerb::fail,
                            fieldOf(world.setup->symbols.intern(
                                std::to_string(call.number))));
        case Call::End::abandon:
            return actionOf(BreakerVerb::abandon, call.number);
        case Call::End::byHand:
        case Call::End::finish: break;
    }
    return actionOf(BreakerVerb::finish, call.number);
}

}  // namespace lockstep::breaker
