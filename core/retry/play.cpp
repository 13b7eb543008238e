// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <vector>

#include "retry/calls.h"
#include "retry/client.h"
#include "retry/dependency.h"
#include "retry/events.h"
#include "retry/topic.h"

namespace lockstep::retry {
namespace {

RetryVerb verbOf(const Action& action) {
    return static_cast<RetryVerb>(topicVerbIndex(action.verb));
}

bool isAnswer(RetryVerb verb) {
    return verb == RetryVerb::fail || verb == RetryVerb::succeed ||
           verb == RetryVerb::refuse || verb == RetryVerb::lose ||
           verb == RetryVerb::pushBack;
}

// The call that `fail N` names: 0 for all, nothing if it is not a number.
std::optional<CallNumber> callIn(const World& world, const Action& action) {
    if (verbOf(action) == RetryVerb::pushBack) return 0U;
    const auto text = world.setup->symbols.text(symbolOf(action.n));
    CallNumber number = 0;
    if (text.empty()) return number;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
}

// The attempts under way of a call, or of all calls, in the order of sending.
std::vector<Slot> underWay(const World& world, CallNumber call) {
    std::vector<Slot> found;
    for (Slot slot = 0; slot < world.attempts.size(); ++slot) {
        const Attempt& attempt = world.attempts[slot];
        const bool waits = attempt.call != 0 && !attempt.abandoned &&
                           !attempt.atDependency && !attempt.replyLost;
        if (waits && (call == 0 || attempt.call == call)) {
            found.push_back(slot);
        }
    }
    std::sort(found.begin(), found.end(), [&](Slot a, Slot b) {
        const Attempt& first = world.attempts[a];
        const Attempt& second = world.attempts[b];
        return first.call != second.call ? first.call < second.call
                                         : first.number < second.number;
    });
    return found;
}

Answer answerOf(RetryVerb verb) {
    if (verb == RetryVerb::succeed) return Answer::success;
    if (verb == RetryVerb::lose) return Answer::lost;
    return verb == RetryVerb::fail ? Answer::error : Answer::permanent;
}

// A hand answers what is under way. One answer may end others of its call.
void answer(World& world, const Action& action, const Playing& playing) {
    const RetryVerb verb = verbOf(action);
    for (const Slot slot : underWay(world, *callIn(world, action))) {
        if (world.attempts[slot].call == 0) continue;
        if (verb == RetryVerb::pushBack) {
            hearPushBack(world, slot, std::chrono::milliseconds(action.n),
                         playing);
        } else {
            answerAttempt(world, slot, answerOf(verb), playing);
        }
    }
}

Slot attemptOf(const World& world, const Action& action) {
    for (Slot slot = 0; slot < world.attempts.size(); ++slot) {
        const Attempt& attempt = world.attempts[slot];
        if (attempt.call == action.n && attempt.number == action.m &&
            action.n != 0 && !attempt.abandoned) {
            return slot;
        }
    }
    return noSlot;
}

}  // namespace

void Topic::apply(World& world, const Action& action, const Playing& playing) {
    world.ghosts.triedLate = false;
    world.ghosts.retriedPermanent = false;
    world.ghosts.tooLong.reset();
    world.ghosts.tooMany.reset();
    world.ghosts.doneTwice = 0;
    switch (verbOf(action)) {
        case RetryVerb::call:
            for (std::uint32_t i = 0; i < world.settings.clients; ++i)
                startCall(world, playing);
            return;
        case RetryVerb::fail:
        case RetryVerb::succeed:
        case RetryVerb::refuse:
        case RetryVerb::lose:
        case RetryVerb::pushBack: answer(world, action, playing); return;
        case RetryVerb::down: setHealth(world, Health::down, playing); return;
        case RetryVerb::up: setHealth(world, Health::up, playing); return;
        case RetryVerb::hang: setHealth(world, Health::hangs, playing); return;
        case RetryVerb::arrive:
            startCall(world, playing);
            startArrivals(world);
            return;
        case RetryVerb::again:
            tryAgain(world, callOf(world, action.n), playing);
            return;
        case RetryVerb::timeOut:
            hear(world, attemptOf(world, action), Answer::timeout, playing);
            return;
        case RetryVerb::expire:
            passDeadline(world, callOf(world, action.n), playing);
            return;
        case RetryVerb::serve: serveOne(world, playing); return;
    }
}

std::string Topic::refusal(const World& world, const Action& action) {
    const RetryVerb verb = verbOf(action);
    if (isAnswer(verb)) {
        const auto call = callIn(world, action);
        if (!call) return "it takes the number of a call, or nothing";
        if (!underWay(world, *call).empty()) return {};
        return "no attempt is under way that a hand could answer";
    }
    const std::string none = "call " + std::to_string(action.n);
    switch (verb) {
        case RetryVerb::down:
            return world.health == Health::down ? "the dependency is down" : "";
        case RetryVerb::up:
            return world.health == Health::up ? "the dependency is up" : "";
        case RetryVerb::hang:
            return world.health == Health::hangs ? "the dependency hangs" : "";
        case RetryVerb::arrive:
            return world.settings.arrivals ? "" : "the arrivals dial is none";
        case RetryVerb::again:
        case RetryVerb::expire: {
            const Slot slot = callOf(world, action.n);
            const auto& agenda =
                verb == RetryVerb::again ? world.retries : world.deadlines;
            if (slot != noSlot && agenda.find(slot)) return {};
            return none + (verb == RetryVerb::again ? " waits for no attempt"
                                                    : " has no deadline");
        }
        case RetryVerb::timeOut:
            return attemptOf(world, action) == noSlot
                       ? none + " has no such attempt under way"
                       : "";
        case RetryVerb::serve:
            return world.served.running ? "" : "nothing is being served";
        default: return {};
    }
}

// There is one dependency, and it needs no name from the head.
void Topic::prepare(Scenario& scenario, std::vector<Fault>&) {
    if (!scenario.servers.empty()) return;
    scenario.derivedServers = true;
    scenario.servers = {{"dependency", 1}};
}

void Topic::start(World& world, std::vector<Fault>& faults) {
    for (const Given& given : world.setup->scenario.givens) {
        faults.push_back({given.place, "retry has no given"});
    }
    fill(world.allowance, world.settings);
    world.ghosts.budgeted = 0;
    world.ghosts.earned = world.settings.burst * token;
}

}  // namespace lockstep::retry
