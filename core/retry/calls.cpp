// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/calls.h"

#include <algorithm>

#include "requests/arrivals.h"
#include "retry/dependency.h"
#include "retry/events.h"

namespace lockstep::retry {
namespace {

// Its attempts that are still out have nobody to answer to.
void abandonAttempts(World& world, CallNumber call) {
    for (Slot slot = 0; slot < world.attempts.size(); ++slot) {
        Attempt attempt = world.attempts[slot];
        if (attempt.call != call || attempt.abandoned) continue;
        if (!attempt.atDependency) {
            giveBack(world, slot);
            continue;
        }
        attempt.abandoned = true;
        world.timeouts.remove(slot);
        world.attempts.set(slot, attempt);
    }
}

}  // namespace

std::uint64_t attemptsAllowed(const Settings& settings) {
    std::uint64_t most = 1;
    for (std::uint32_t i = 0; i < settings.layers; ++i)
        most *= settings.attempts;
    return most;
}

Slot takeCall(World& world) {
    if (world.freeCall == noSlot) {
        world.calls.pushBack(Call{});
        return static_cast<Slot>(world.calls.size() - 1);
    }
    const Slot slot = world.freeCall;
    world.freeCall = world.calls[slot].next;
    return slot;
}

void endCall(World& world, Slot slot) {
    const Call call = world.calls[slot];
    world.retries.remove(slot);
    world.deadlines.remove(slot);
    if (call.underWay > 0) abandonAttempts(world, call.number);
    Call free;
    free.next = world.freeCall;
    world.calls.set(slot, free);
    world.freeCall = slot;
}

void giveUp(World& world, Slot slot, Sentence why, const Playing& playing) {
    const Call& call = world.calls[slot];
    ++world.gaveUp;
    say(playing, gaveUp, why, call.number, call.attempts);
    endCall(world, slot);
}

std::optional<Time> deadlineOf(const World& world, const Call& call) {
    if (!world.settings.deadline) return std::nullopt;
    return call.started + *world.settings.deadline;
}

Timer in(World& world, Duration delay) {
    const Time now = world.cluster.now;
    return {true, now, now + delay, world.cluster.nextOrder++};
}

void startArrivals(World& world) {
    world.arrival.stop();
    const auto& rate = world.settings.arrivals;
    if (!rate) return;
    world.arrival =
        in(world, requests::nextArrival(world.cluster.random, *rate));
}

Slot callOf(const World& world, CallNumber number) {
    for (Slot slot = 0; slot < world.calls.size(); ++slot) {
        if (number != 0 && world.calls[slot].number == number) return slot;
    }
    return noSlot;
}

}  // namespace lockstep::retry
