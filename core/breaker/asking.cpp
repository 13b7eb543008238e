// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a call passes: a thread has to be free, and the breaker asked.
#include "breaker/asking.h"

#include "breaker/calls.h"
#include "breaker/events.h"

namespace lockstep::breaker {
namespace {

// [throttle]
// Where calls are throttled no breaker is asked: chance decides, by how many
// were accepted lately.
bool throttleLetsThrough(World& world, Throttle& throttle, CallNumber number,
                         const Playing& playing) {
    const Time now = world.cluster.now;
    const Duration lately = world.around.lately;
    const Throttle::Counts counts = throttle.counts(now, lately);
    const std::uint32_t chance = refusalChance(counts, *world.around.throttle);
    throttle.asked(now, lately);
    // With nobody to draw lots every call passes.
    if (playing.exploring || !world.cluster.random.chance(chance)) {
        say(playing, callPassed,
            "Call {call} passes. Of {requests} requests lately {accepts} were "
            "accepted.",
            number, counts.requests, counts.accepts);
        return true;
    }
    say(playing, throttled,
        "Call {call} is refused by chance. Of {requests} requests lately "
        "{accepts} were accepted, so {percent} % are refused.",
        number, counts.requests, counts.accepts, chance / 10'000);
    return false;
}
// [throttle]

bool starves(World& world, std::uint32_t caller, CallNumber number,
             const Playing& playing) {
    const auto& threads = world.around.threads;
    if (!threads || callsOf(world, caller) < *threads) return false;
    ++world.starved;
    world.last = Last::starved;
    say(playing, noThread,
        "Call {call} finds no thread. All {threads} wait for the dependency.",
        number, *threads);
    return true;
}

bool guardLetsThrough(World& world, std::size_t index, CallNumber number,
                      const Playing& playing) {
    Guard& guard = world.guards[index];
    if (world.around.throttle) {
        return throttleLetsThrough(world, guard.throttle, number, playing);
    }
    const State before = guard.breaker.state;
    const Circumstances by = circumstances(world, index, playing);
    const bool passes = letsThrough(guard.breaker, number, by);
    note(world, index, before);
    if (!passes) return false;
    ++guard.ghosts.passed;
    if (guard.breaker.state == State::halfOpen) ++guard.ghosts.passedHalfOpen;
    return true;
}

}  // namespace

// [ask]
bool ask(World& world, std::uint32_t caller, ServerId host,
         const Playing& playing) {
    const CallNumber number = ++world.asked;
    const std::size_t index = guardOf(world, caller, host);
    world.shown = static_cast<std::uint32_t>(index);
    if (starves(world, caller, number, playing)) {
        fallBack(world, playing);
        return false;
    }
    if (!guardLetsThrough(world, index, number, playing)) {
        ++world.rejected;
        world.last = Last::rejected;
        fallBack(world, playing);
        return false;
    }
    ++world.passed;
    world.last = Last::passed;
    return true;
}
// [ask]

// [fall-back]
// Who asked gets an answer all the same, and cannot tell: an outage that
// nobody sees, until the answers are too old.
void fallBack(World& world, const Playing& playing) {
    if (!world.around.fallback || !world.answeredAt) return;
    ++world.fallbacks;
    say(playing, fellBack,
        "The caller gives the last good answer instead. It is {age} old.",
        world.cluster.now - *world.answeredAt);
}
// [fall-back]

}  // namespace lockstep::breaker
