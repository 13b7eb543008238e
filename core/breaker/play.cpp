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

// The word after the verb; empty without one.
std::string_view wordOf(const World& world, const Action& action) {
    return world.setup->symbols.text(symbolOf(action.n));
}

// The call in `fail 3`: 0 if what follows is no number.
CallNumber numberIn(std::string_view text) {
    CallNumber number = 0;
    if (text.empty()) return number;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stop == end ? number : 0;
}

// Each caller calls once, the host that is named or the next in turn.
template <class Call>
void eachCalls(World& world, std::string_view host, Call call) {
    const auto named = world.setup->find(host);
    for (std::uint32_t i = 0; i < world.around.callers; ++i) {
        call(i, named ? *named : nextHost(world));
    }
}

void callsThatEnd(World& world, std::string_view host, AtOnce how,
                  const Playing& playing) {
    eachCalls(world, host, [&](std::uint32_t caller, ServerId to) {
        callAtOnce(world, caller, to, how, playing);
    });
}

void arrive(World& world, const Playing& playing) {
    Random& random = world.cluster.random;
    const std::uint32_t callers = world.around.callers;
    const std::uint64_t caller = callers > 1 ? random.below(callers) : 0;
    startCall(world, static_cast<std::uint32_t>(caller), nextHost(world),
              playing);
    world.arrival = {
        true, world.cluster.now,
        world.cluster.now +
            requests::nextArrival(random, *world.around.arrivals),
        world.cluster.nextOrder++};
}

void setHost(World& world, ServerId host, bool up, const Playing& playing) {
    world.cluster.machines[host.index].up = up;
    const bool one = world.cluster.machines.size() == 1;
    if (up && one) {
        say(playing, cameUp, "The dependency is up again.");
    } else if (up) {
        say(playing, cameUp, "The host {host} is up again.", host);
    } else if (one) {
        say(playing, wentDown,
            "The dependency goes down. A call that reaches it fails at once.");
    } else {
        say(playing, wentDown,
            "The host {host} goes down. A call that reaches it fails at once.",
            host);
    }
}

// The host that is named, or all of those that are not so already.
void setHosts(World& world, std::string_view name, bool up,
              const Playing& playing) {
    const auto named = world.setup->find(name);
    for (std::uint16_t i = 0; i < world.cluster.machines.size(); ++i) {
        const bool meant = !named || *named == ServerId{i};
        if (meant && isUp(world, {i}) != up) setHost(world, {i}, up, playing);
    }
}

// Whether the verb does anything to a breaker in this state.
bool concerns(BreakerVerb verb, State state) {
    if (verb == BreakerVerb::halfOpen) return state == State::open;
    if (verb == BreakerVerb::reopen) return state == State::halfOpen;
    return true;
}

// The breaker that is named, or all of those that the verb concerns.
void steer(World& world, BreakerVerb verb, std::string_view name,
           const Playing& playing) {
    const auto named = findGuard(world, name);
    for (std::size_t i = 0; i < world.guards.size(); ++i) {
        Breaker& breaker = world.guards[i].breaker;
        const State before = breaker.state;
        if ((named && *named != i) || !concerns(verb, before)) continue;
        const Circumstances by = circumstances(world, i, playing);
        if (verb == BreakerVerb::open) forceOpen(breaker, by);
        if (verb == BreakerVerb::reset) reset(breaker, by);
        if (verb == BreakerVerb::disable) disable(breaker, by);
        if (verb == BreakerVerb::halfOpen) becomeHalfOpen(breaker, by);
        if (verb == BreakerVerb::reopen) reopen(breaker, by);
        note(world, i, before);
    }
}

}  // namespace

void Topic::apply(World& world, const Action& action, const Playing& playing) {
    for (Guard& guard : world.guards) {
        guard.ghosts.probeEnded = guard.ghosts.probeFailed = false;
    }
    switch (const BreakerVerb verb = verbOf(action)) {
        case BreakerVerb::succeed:
            callsThatEnd(world, wordOf(world, action), {}, playing);
            return;
        case BreakerVerb::slow:
            callsThatEnd(world, wordOf(world, action), {false, true}, playing);
            return;
        case BreakerVerb::fail: {
            const std::string_view word = wordOf(world, action);
            if (const CallNumber number = numberIn(word)) {
                finish(world, number, true, false, playing);
            } else {
                callsThatEnd(world, word, {true, false}, playing);
            }
            return;
        }
        case BreakerVerb::call:
            eachCalls(world, wordOf(world, action),
                      [&](std::uint32_t caller, ServerId host) {
                          startCall(world, caller, host, playing);
                      });
            return;
        case BreakerVerb::finish:
            finish(world, action.n, false, false, playing);
            return;
        case BreakerVerb::abandon:
            finish(world, action.n, true, true, playing);
            return;
        case BreakerVerb::open:
        case BreakerVerb::reset:
        case BreakerVerb::disable:
        case BreakerVerb::halfOpen:
        case BreakerVerb::reopen:
            steer(world, verb, wordOf(world, action), playing);
            return;
        case BreakerVerb::down:
        case BreakerVerb::up:
            setHosts(world, wordOf(world, action), verb == BreakerVerb::up,
                     playing);
            return;
        case BreakerVerb::arrive: arrive(world, playing); return;
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

Action Topic::turnOf(const World& world, std::size_t guard, BreakerVerb verb) {
    if (world.guards.size() == 1) return actionOf(verb);
    return actionOf(verb, fieldOf(world.setup->symbols.intern(
                              nameOf(world, guard))));
}

}  // namespace lockstep::breaker
