// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a call: it asks, passes, takes its time and ends.
#include "breaker/calls.h"

#include <algorithm>

#include "breaker/events.h"

namespace lockstep::breaker {
namespace {

Call* find(World& world, CallNumber number) {
    const auto found =
        std::find_if(world.calls.begin(), world.calls.end(),
                     [&](const Call& call) { return call.number == number; });
    return found == world.calls.end() ? nullptr : &*found;
}

// [ask]
// A call asks the breaker before it goes to the dependency. True: it passes.
bool ask(World& world, const Playing& playing) {
    const CallNumber number = ++world.asked;
    const auto& threads = world.around.threads;
    if (threads && world.calls.size() >= *threads) {
        ++world.starved;
        world.last = Last::starved;
        say(playing, noThread,
            "Call {call} finds no thread. All {threads} wait for the "
            "dependency.",
            number, *threads);
        return false;
    }
    const State before = world.breaker.state;
    const bool passes =
        letsThrough(world.breaker, number, circumstances(world, playing));
    note(world, before);
    if (!passes) {
        ++world.rejected;
        world.last = Last::rejected;
        return false;
    }
    ++world.passed;
    world.last = Last::passed;
    if (world.breaker.state == State::halfOpen) ++world.ghosts.passedHalfOpen;
    return true;
}
// [ask]

void tell(World& world, CallNumber number, const Outcome& outcome,
          const Playing& playing) {
    if (outcome.failed) {
        if (world.dependencyUp) {
            say(playing, failed, "Call {call} fails.", number);
        } else {
            say(playing, failed, "Call {call} fails. The dependency is down.",
                number);
        }
    } else if (outcome.slow) {
        say(playing, wasSlow,
            "Call {call} succeeds, but it is slow. Slow is longer than "
            "{limit}.",
            number, world.rules.slowCall);
    } else {
        say(playing, succeeded, "Call {call} succeeds.", number);
    }
}

// [end-call]
void endCall(World& world, std::uint32_t passedIn, const Outcome& outcome,
             const Playing& playing) {
    ++world.ended;
    if (outcome.failed) ++world.failed;
    const State before = world.breaker.state;
    const bool probe =
        before == State::halfOpen && passedIn == world.breaker.period;
    if (probe && outcome.failed) world.ghosts.probeFailed = true;
    record(world.breaker, outcome, passedIn, circumstances(world, playing));
    note(world, before);
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

}  // namespace

Circumstances circumstances(World& world, const Playing& playing) {
    return {world.rules, world.flaws, world.cluster.now,
            world.cluster.nextOrder, playing};
}

// What the invariants remember, whatever the breaker's own books say.
void note(World& world, State before) {
    const State now = world.breaker.state;
    if (now == before) return;
    if (now == State::open) {
        world.ghosts.openedAt = world.cluster.now;
        ++world.ghosts.openings;
    }
    if (now == State::halfOpen) world.ghosts.passedHalfOpen = 0;
}

void callAtOnce(World& world, bool fails, bool slow, const Playing& playing) {
    if (!ask(world, playing)) return;
    const Outcome outcome{world.cluster.now, fails || !world.dependencyUp,
                          slow};
    tell(world, world.asked, outcome, playing);
    endCall(world, world.breaker.period, outcome, playing);
}

// [call]
void startCall(World& world, const Playing& playing) {
    if (!ask(world, playing)) return;
    if (!world.dependencyUp) {
        const Outcome outcome{world.cluster.now, true, false};
        tell(world, world.asked, outcome, playing);
        endCall(world, world.breaker.period, outcome, playing);
        return;
    }
    Call call{world.asked, world.cluster.now, world.breaker.period, {}, {}};
    draw(world, call);
    world.calls.push_back(call);
}
// [call]

void finish(World& world, CallNumber number, bool fails, bool abandoned,
            const Playing& playing) {
    const Call call = *find(world, number);
    world.calls.erase(world.calls.begin() +
                      (find(world, number) - world.calls.data()));
    const Duration took = world.cluster.now - call.started;
    const Outcome outcome{world.cluster.now, fails,
                          took > world.rules.slowCall};
    if (abandoned) {
        say(playing, gaveUp,
            "Call {call} times out. The caller gives it up after {time}.",
            number, took);
    } else {
        tell(world, number, outcome, playing);
    }
    endCall(world, call.passedIn, outcome, playing);
}

}  // namespace lockstep::breaker
