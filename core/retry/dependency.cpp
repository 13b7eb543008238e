// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/dependency.h"

#include "retry/client.h"
#include "retry/effects.h"
#include "retry/events.h"

namespace lockstep::retry {
namespace {

bool servesInTurn(const World& world) {
    return world.settings.service.has_value();
}

// How an attempt ends that the dependency gets to.
Answer drawAnswer(World& world) {
    Random& random = world.cluster.random;
    if (!random.chance(world.settings.errors)) {
        return random.chance(world.settings.lostReplies) ? Answer::lost
                                                         : Answer::success;
    }
    return random.chance(world.settings.permanent) ? Answer::permanent
                                                   : Answer::error;
}

void serveNext(World& world) {
    world.served.stop();
    const bool works =
        world.health != Health::hangs && world.health != Health::down;
    if (world.firstWaiting == noSlot || !works || !servesInTurn(world)) return;
    const Time now = world.cluster.now;
    world.served = {true, now, now + *world.settings.service,
                    world.cluster.nextOrder++};
}

void enqueue(World& world, Slot slot, const Playing& playing) {
    const auto& limit = world.settings.queue;
    if (limit && world.waiting > *limit) {
        say(playing, dropped,
            "Attempt {attempt} of call {call} is dropped. The dependency's "
            "queue is full.",
            world.attempts[slot].number, world.attempts[slot].call);
        hear(world, slot, Answer::error, playing);
        return;
    }
    Attempt attempt = world.attempts[slot];
    attempt.atDependency = true;
    attempt.next = noSlot;
    world.attempts.set(slot, attempt);
    if (world.lastWaiting == noSlot) {
        world.firstWaiting = slot;
    } else {
        Attempt before = world.attempts[world.lastWaiting];
        before.next = slot;
        world.attempts.set(world.lastWaiting, before);
    }
    world.lastWaiting = slot;
    ++world.waiting;
    if (world.waiting == 1) serveNext(world);
}

// What waits is refused when the dependency goes down.
void refuseAll(World& world, const Playing& playing) {
    while (world.firstWaiting != noSlot) {
        const Slot slot = world.firstWaiting;
        Attempt attempt = world.attempts[slot];
        world.firstWaiting = attempt.next;
        if (world.firstWaiting == noSlot) world.lastWaiting = noSlot;
        --world.waiting;
        attempt.atDependency = false;
        world.attempts.set(slot, attempt);
        if (attempt.abandoned) {
            giveBack(world, slot);
        } else {
            hear(world, slot, Answer::error, playing);
        }
    }
}

// The attempt is at the dependency no more.
Attempt leave(World& world, Slot slot) {
    Attempt attempt = world.attempts[slot];
    attempt.atDependency = false;
    world.attempts.set(slot, attempt);
    return attempt;
}

}  // namespace

Health seenHealth(const World& world) {
    const bool answers = servesInTurn(world) || world.settings.errors != 0;
    if (world.health == Health::byHand && answers) return Health::up;
    return world.health;
}

Slot takeAttempt(World& world) {
    if (world.freeAttempt == noSlot) {
        world.attempts.pushBack(Attempt{});
        return static_cast<Slot>(world.attempts.size() - 1);
    }
    const Slot slot = world.freeAttempt;
    world.freeAttempt = world.attempts[slot].next;
    return slot;
}

void giveBack(World& world, Slot slot) {
    world.timeouts.remove(slot);
    Attempt free;
    free.next = world.freeAttempt;
    world.attempts.set(slot, free);
    world.freeAttempt = slot;
}

// [take]
void take(World& world, Slot attempt, const Playing& playing) {
    switch (world.health) {
        case Health::down: hear(world, attempt, Answer::error, playing); return;
        case Health::byHand:
        case Health::up:
        case Health::hangs:
            if (servesInTurn(world)) {
                enqueue(world, attempt, playing);
            } else if (world.health == Health::up ||
                       world.settings.errors != 0) {
                answerAttempt(world, attempt, drawAnswer(world), playing);
            }
            return;
        case Health::elsewhere: {
            Attempt handed = world.attempts[attempt];
            handed.atDependency = true;
            world.attempts.set(attempt, handed);
            world.handedOn = attempt;
            return;
        }
    }
}
// [take]

// [answer]
void answerAttempt(World& world, Slot slot, Answer answer,
                   const Playing& playing) {
    Attempt attempt = leave(world, slot);
    const bool done = answer == Answer::success || answer == Answer::lost;
    if (done) perform(world, attempt.call, playing);
    if (attempt.abandoned) {
        ++world.wasted;
        say(playing, wasted,
            "Attempt {attempt} of call {call} is served in vain. Its caller "
            "has given it up.",
            attempt.number, attempt.call);
        giveBack(world, slot);
        return;
    }
    if (answer != Answer::lost) {
        hear(world, slot, answer, playing);
        return;
    }
    say(playing, replyLost,
        "The reply to attempt {attempt} of call {call} is lost. It is carried "
        "out, and its client does not know.",
        attempt.number, attempt.call);
    attempt.replyLost = true;
    world.attempts.set(slot, attempt);
    // Without a timeout the client is told that its connection broke.
    if (!world.settings.timeout) hear(world, slot, answer, playing);
}
// [answer]

void turnAway(World& world, Slot slot, Answer answer, const Playing& playing) {
    leave(world, slot);
    heed(world, slot, answer, playing);
}

// [serve]
// It serves what comes, in order, also for a caller who gave up long ago: so
// retries can keep it busy with work that nobody wants.
void serveOne(World& world, const Playing& playing) {
    const Slot slot = world.firstWaiting;
    Attempt attempt = world.attempts[slot];
    world.firstWaiting = attempt.next;
    if (world.firstWaiting == noSlot) world.lastWaiting = noSlot;
    --world.waiting;
    serveNext(world);
    answerAttempt(world, slot, drawAnswer(world), playing);
}
// [serve]

void setHealth(World& world, Health health, const Playing& playing) {
    world.health = health;
    if (health == Health::down) {
        say(playing, wentDown,
            "The dependency goes down. Attempts that reach it fail at once.");
        refuseAll(world, playing);
    } else if (health == Health::hangs) {
        say(playing, hung, "The dependency hangs. It answers nobody.");
    } else {
        say(playing, cameUp, "The dependency is up.");
    }
    serveNext(world);
}

}  // namespace lockstep::retry
