// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/flow.h"

#include "balance/serve.h"
#include "breaker/calls.h"
#include "retry/client.h"
#include "retry/dependency.h"
#include "system/events.h"
#include "system/parts.h"

namespace lockstep::system {
namespace {

// The breaker numbers what it is asked about in its own way; of what it says
// only its changes of state are told.
class Milestones {
public:
    explicit Milestones(const Playing& playing) : playing_(playing) {
        quiet_ = playing;
        if (playing.events) quiet_.events = &all_;
    }
    Milestones(const Milestones&) = delete;
    Milestones& operator=(const Milestones&) = delete;
    ~Milestones() {
        for (const Event& event : all_) {
            if (event.kind->weight != lockstep::Weight::milestone) continue;
            playing_.events->push_back(event);
        }
    }
    const Playing& playing() const { return quiet_; }

private:
    const Playing& playing_;
    Playing quiet_;
    Events all_;
};

// [ask]
// Its number at the breaker if it passes; 0 if it does not.
breaker::CallNumber ask(World& world, const Playing& playing) {
    const std::uint32_t passed = world.guard.passed;
    const Milestones told(playing);
    const Turn turn(world, world.guard);
    breaker::startCall(world.guard, 0, ServerId{}, told.playing());
    return world.guard.passed > passed ? world.guard.asked : 0;
}
// [ask]

void tellBreaker(World& world, breaker::CallNumber passed, bool failed,
                 bool late, const Playing& playing) {
    if (passed == 0) return;
    const Milestones told(playing);
    const Turn turn(world, world.guard);
    breaker::finish(world.guard, passed, failed, late, told.playing());
}

template <class List, class Item>
void put(List& list, std::size_t at, const Item& item) {
    while (list.size() <= at)
        list.pushBack({});
    list.set(at, item);
}

// [inside]
// With retries inside, the breaker hears of a call when all is over.
void noteEnd(World& world, retry::Slot slot, std::uint64_t succeeded,
             const Playing& playing) {
    if (slot >= world.passages.size()) return;
    const Passage passage = world.passages[slot];
    const bool open = world.clients.calls[slot].number == passage.call;
    if (passage.call == 0 || open) return;
    world.passages.set(slot, {});
    const bool failed = world.clients.succeeded == succeeded;
    tellBreaker(world, passage.passed, failed, false, playing);
}
// [inside]

// An attempt has its answer, unless its client gave it up before.
void answer(World& world, const Journey& journey, retry::Answer answer,
            const Playing& playing) {
    const retry::Attempt attempt = world.clients.attempts[journey.attempt];
    const std::uint64_t succeeded = world.clients.succeeded;
    if (!attempt.abandoned) {
        tellBreaker(world, journey.passed, answer != retry::Answer::success,
                    false, playing);
    }
    {
        const Turn turn(world, world.clients);
        retry::answerAttempt(world.clients, journey.attempt, answer, playing);
    }
    if (!attempt.abandoned) noteEnd(world, attempt.slot, succeeded, playing);
}

// [turn-back]
// An attempt that the breaker refused: to its client an error like any other,
// unless the dial says that it is given up.
void turnBack(World& world, retry::Slot attempt, const Playing& playing) {
    const retry::Slot call = world.clients.attempts[attempt].slot;
    const std::uint64_t succeeded = world.clients.succeeded;
    {
        const Turn turn(world, world.clients);
        retry::turnAway(world.clients, attempt,
                        world.settings.retriesRefused
                            ? retry::Answer::error
                            : retry::Answer::permanent,
                        playing);
    }
    noteEnd(world, call, succeeded, playing);
}
// [turn-back]

void tellRefusal(World& world, const retry::Attempt& attempt,
                 const Playing& playing) {
    if (world.guard.last == breaker::Last::starved) {
        say(playing, noThread,
            "Attempt {attempt} of call {call} finds no thread. All wait for "
            "the servers.",
            attempt.number, attempt.call);
        return;
    }
    say(playing, attemptRefused,
        "Attempt {attempt} of call {call} is refused by the breaker. No "
        "server sees it.",
        attempt.number, attempt.call);
}

// [cancel]
// The servers drop what nobody waits for: they need to know the deadline, or
// that the client hung up.
void cancel(World& world, balance::Slot slot, const Playing& playing) {
    const Journey journey = world.journeys[slot];
    world.journeys.set(slot, {});
    ++world.cancelled;
    say(playing, cancelled,
        "Request {request} is dropped. Its client has given it up, and the "
        "servers know.",
        journey.request);
    {
        const Turn turn(world, world.pool);
        balance::endRequest(world.pool, slot, balance::Ending::hangUp, playing);
    }
    retry::giveBack(world.clients, journey.attempt);
}
// [cancel]

}  // namespace

// [call]
void call(World& world, const Playing& playing) {
    Passage passage;
    if (world.settings.guarded && !world.outside()) {
        passage.passed = ask(world, playing);
        if (passage.passed == 0) {
            ++world.turnedAway;
            ++world.refused;
            say(playing, callRefused,
                "A call is refused by the breaker. Not even a first attempt "
                "is made.");
            return;
        }
    }
    {
        const Turn turn(world, world.clients);
        retry::startCall(world.clients, playing);
    }
    if (passage.passed != 0) {
        const retry::Slot attempt = world.clients.handedOn;
        passage.call = world.clients.made;
        put(world.passages, world.clients.attempts[attempt].slot, passage);
    }
    sendOn(world, playing);
}
// [call]

// [send-on]
void sendOn(World& world, const Playing& playing) {
    Journey journey;
    journey.attempt = world.clients.handedOn;
    if (journey.attempt == retry::noSlot) return;
    world.clients.handedOn = retry::noSlot;
    const retry::Attempt attempt = world.clients.attempts[journey.attempt];
    if (world.settings.guarded && world.outside()) {
        journey.passed = ask(world, playing);
        if (journey.passed == 0) {
            ++world.refused;
            tellRefusal(world, attempt, playing);
            turnBack(world, journey.attempt, playing);
            return;
        }
    }
    balance::World& pool = world.pool;
    const auto slot = pool.freeSlot == balance::noSlot
                          ? static_cast<balance::Slot>(pool.requests.size())
                          : pool.freeSlot;
    journey.request = pool.asked + 1;
    world.load.add(world.cluster.now);
    say(playing, sentOn,
        "Attempt {attempt} of call {call} is request {request} to the "
        "balancer.",
        attempt.number, attempt.call, journey.request);
    {
        const Turn turn(world, pool);
        balance::arriveRequest(pool, Symbol::none, 0, playing);
    }
    put(world.journeys, slot, journey);
    const bool open = slot < pool.requests.size() &&
                      pool.requests[slot].number == journey.request;
    if (!open) bringBack(world, slot, false, playing);
}
// [send-on]

// [bring-back]
void bringBack(World& world, balance::Slot slot, bool done,
               const Playing& playing) {
    const Journey journey = world.journeys[slot];
    world.journeys.set(slot, {});
    answer(world, journey, done ? retry::Answer::success : retry::Answer::error,
           playing);
}
// [bring-back]

// [give-up]
void giveUp(World& world, retry::Slot call, std::uint64_t succeeded,
            const Playing& playing) {
    for (balance::Slot slot = 0; slot < world.journeys.size(); ++slot) {
        Journey journey = world.journeys[slot];
        if (journey.request == 0) continue;
        if (!world.clients.attempts[journey.attempt].abandoned) continue;
        tellBreaker(world, journey.passed, true, true, playing);
        journey.passed = 0;
        world.journeys.set(slot, journey);
        if (world.settings.propagation) cancel(world, slot, playing);
    }
    noteEnd(world, call, succeeded, playing);
}
// [give-up]

}  // namespace lockstep::system
