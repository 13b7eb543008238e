// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a call: it passes, takes its time and ends.
#include "breaker/calls.h"

#include <algorithm>

#include "breaker/asking.h"
#include "breaker/bare.h"
#include "breaker/events.h"

namespace lockstep::breaker {
namespace {

Call* find(World& world, CallNumber number) {
    const auto found =
        std::find_if(world.calls.begin(), world.calls.end(),
                     [&](const Call& call) { return call.number == number; });
    return found == world.calls.end() ? nullptr : &*found;
}

void tell(World& world, const Call& call, const Outcome& outcome,
          const Playing& playing) {
    const bool one = hostCount(world) == 1;
    if (outcome.failed && !isUp(world, call.host) && one) {
        say(playing, failed, "Call {call} fails. The dependency is down.",
            call.number);
    } else if (outcome.failed && !isUp(world, call.host)) {
        say(playing, failed, "Call {call} fails. The host {host} is down.",
            call.number, call.host);
    } else if (outcome.failed) {
        say(playing, failed, "Call {call} fails.", call.number);
    } else if (outcome.slow) {
        say(playing, wasSlow,
            "Call {call} succeeds, but it is slow. Slow is longer than "
            "{limit}.",
            call.number, world.rules.slowCall);
    } else {
        say(playing, succeeded, "Call {call} succeeds.", call.number);
    }
}

// What the invariants go by: outcomes that count while it is half-open.
void noteProbe(Guard& guard, const Outcome& outcome, const Rules& rules,
               bool late) {
    const bool counts =
        guard.breaker.state == State::halfOpen &&
        (!late || rules.lateOutcomes == LateOutcomes::counted);
    if (!counts) return;
    guard.ghosts.probes.add(outcome);
    guard.ghosts.probeEnded = true;
    guard.ghosts.probeFailed = outcome.failed;
}

// [end-call]
void endCall(World& world, const Call& call, const Outcome& outcome,
             const Playing& playing) {
    ++world.ended;
    if (outcome.failed) {
        ++world.failed;
        fallBack(world, playing);
    } else {
        world.answeredAt = world.cluster.now;
    }
    const std::size_t index = guardOf(world, call);
    Guard& guard = world.guards[index];
    if (world.around.throttle) {
        if (!outcome.failed)
            guard.throttle.accepted(world.cluster.now, world.around.lately);
        return;
    }
    const State before = guard.breaker.state;
    noteProbe(guard, outcome, world.rules,
              call.passedIn != guard.breaker.period);
    record(guard.breaker, outcome, call.passedIn,
           circumstances(world, index, playing));
    note(world, index, before);
}
// [end-call]

// Draws how a call goes, if it is not left to a hand.
void draw(World& world, Call& call) {
    const Surroundings& around = world.around;
    Random& random = world.cluster.random;
    Duration takes = Duration::max();
    if (around.service) {
        takes = random.within(*around.service);
        call.ends =
            random.chance(around.errors) ? Call::End::fail : Call::End::finish;
    }
    if (around.timeout && takes > *around.timeout) {
        takes = *around.timeout;
        call.ends = Call::End::abandon;
    }
    if (call.ends == Call::End::byHand) return;
    call.end = {true, call.started, call.started + takes,
                world.cluster.nextOrder++};
}

// A call that has just passed.
Call passedCall(const World& world, std::uint32_t caller, ServerId host) {
    Call call;
    call.number = world.asked;
    call.started = world.cluster.now;
    call.passedIn = world.guards[guardOf(world, caller, host)].breaker.period;
    call.caller = static_cast<std::uint16_t>(caller);
    call.host = host;
    return call;
}

// [overload]
// A host that is full turns a call away at once, as one that sheds load does.
bool isFull(const World& world, const Call& call) {
    const auto& capacity = world.around.capacity;
    return capacity && callsAt(world, call.host) >= *capacity;
}
// [overload]

}  // namespace

Circumstances circumstances(World& world, std::size_t guard,
                            const Playing& playing) {
    Circumstances by{world.rules,
                     world.flaws,
                     world.cluster.now,
                     world.cluster.nextOrder,
                     playing,
                     &world.cluster.random};
    if (world.guards.size() > 1 && playing.events) {
        by.who = world.setup->symbols.intern("The breaker of " +
                                             nameOf(world, guard));
    }
    return by;
}

// What the invariants remember, whatever the breaker's own books say.
void note(World& world, std::size_t guard, State before) {
    Ghosts& ghosts = world.guards[guard].ghosts;
    const Breaker& breaker = world.guards[guard].breaker;
    if (breaker.state == before) return;
    if (breaker.state == State::open) {
        ghosts.openedAt = world.cluster.now;
        ghosts.waitShift = breaker.waitShift;
        ++ghosts.openings;
    }
    if (breaker.state != State::halfOpen) return;
    ghosts.passedHalfOpen = 0;
    ghosts.probes = {};
}

ServerId nextHost(const World& world) {
    return {static_cast<std::uint16_t>(world.asked % hostCount(world))};
}

void callAtOnce(World& world, std::uint32_t caller, ServerId host, AtOnce how,
                const Playing& playing) {
    if (!ask(world, caller, host, playing)) return;
    const Call call = passedCall(world, caller, host);
    const Outcome outcome{world.cluster.now, how.fails || !isUp(world, host),
                          how.slow};
    tell(world, call, outcome, playing);
    endCall(world, call, outcome, playing);
}

// [call]
void startCall(World& world, std::uint32_t caller, ServerId host,
               const Playing& playing) {
    if (!ask(world, caller, host, playing)) {
        if (!playing.exploring) callBare(world, caller, host, Timer{});
        return;
    }
    Call call = passedCall(world, caller, host);
    const Outcome atOnce{world.cluster.now, true, false};
    if (!isUp(world, host)) {
        tell(world, call, atOnce, playing);
        endCall(world, call, atOnce, playing);
    } else if (isFull(world, call)) {
        say(playing, turnedAway,
            "Call {call} is turned away. The host {host} works on {capacity}, "
            "and takes no more.",
            call.number, call.host, *world.around.capacity);
        endCall(world, call, atOnce, playing);
    } else {
        draw(world, call);
        world.calls.push_back(call);
    }
    if (!playing.exploring) callBare(world, caller, host, call.end);
}
// [call]

void startCall(World& world, const Playing& playing) {
    startCall(world, 0, nextHost(world), playing);
}

void finish(World& world, CallNumber number, bool fails, bool abandoned,
            const Playing& playing) {
    const Call call = *find(world, number);
    world.calls.erase(world.calls.begin() +
                      (find(world, number) - world.calls.data()));
    endBare(world, number);
    const Duration took = world.cluster.now - call.started;
    const Outcome outcome{world.cluster.now, fails,
                          took > world.rules.slowCall};
    if (abandoned) {
        say(playing, gaveUp,
            "Call {call} times out. The caller gives it up after {time}.",
            number, took);
    } else {
        tell(world, call, outcome, playing);
    }
    endCall(world, call, outcome, playing);
}

}  // namespace lockstep::breaker
