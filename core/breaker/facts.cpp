// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/bare.h"
#include "breaker/topic.h"
#include "kernel/glob.h"
#include "requests/fraction.h"

namespace lockstep::breaker {
namespace {

const char* outcomeText(const Outcome& outcome) {
    if (outcome.failed) return outcome.slow ? "slow-fail" : "fail";
    return outcome.slow ? "slow" : "succeed";
}

Tally tallyOf(const World& world, const Breaker& breaker) {
    return breaker.window.tally(world.rules, world.cluster.now);
}

// In a row, or in the window, as the breaker counts them.
std::uint32_t failures(const World& world, const Breaker& breaker) {
    return world.rules.trip == Trip::consecutive
               ? breaker.failuresInARow
               : tallyOf(world, breaker).failures;
}

Value windowValue(const World& world, const Breaker& breaker) {
    ListValue list;
    breaker.window.visit(
        world.rules, world.cluster.now,
        [&](const Outcome& outcome) { list.add(outcomeText(outcome)); });
    return list.value();
}

Value callsValue(const World& world) {
    ListValue list;
    for (const Call& call : world.calls) {
        list.add(std::to_string(call.number));
    }
    return list.value();
}

Value lastValue(Last last) {
    switch (last) {
        case Last::none: return {};
        case Last::passed: return "passed";
        case Last::rejected: return "rejected";
        case Last::starved: return "starved";
    }
    return {};
}

Value dependencyValue(const World& world) {
    const std::size_t all = world.cluster.machines.size();
    std::size_t up = 0;
    for (std::uint16_t i = 0; i < all; ++i)
        up += isUp(world, {i}) ? 1 : 0;
    return up == all ? "up" : up == 0 ? "down" : "partly";
}

// Who asked and has an answer: from the dependency, or from the caller's
// store.
std::uint32_t answered(const World& world) {
    return world.ended - world.failed + world.fallbacks;
}

std::uint32_t unanswered(const World& world) {
    const auto underWay = static_cast<std::uint32_t>(world.calls.size());
    return world.asked - underWay - answered(world);
}

Value refusalValue(const World& world, const Guard& guard) {
    const auto& k = world.around.throttle;
    if (!k) return {};
    const auto counts =
        guard.throttle.counts(world.cluster.now, world.around.lately);
    return requests::fraction(refusalChance(counts, *k), 1'000'000);
}

// Facts of one breaker, by their names.
template <class Say>
void visitBreaker(const World& world, const Guard& guard, Say say) {
    const Breaker& breaker = guard.breaker;
    const bool open = breaker.state == State::open;
    say("state", [&] { return Value(stateText(breaker.state)); });
    say("failures", [&] { return Value(failures(world, breaker)); });
    say("rate", [&] {
        const Tally tally = tallyOf(world, breaker);
        return requests::fraction(tally.failures, tally.calls);
    });
    say("slow-rate", [&] {
        const Tally tally = tallyOf(world, breaker);
        return requests::fraction(tally.slow, tally.calls);
    });
    say("window", [&] { return windowValue(world, breaker); });
    say("probes", [&] { return Value(breaker.probesLetThrough); });
    const bool waits = open && breaker.openedAt != never;
    say("opened", [&] { return waits ? Value(breaker.openedAt) : Value(); });
    say("until", [&] {
        return waits ? Value(waitEnds(breaker, world.rules)) : Value();
    });
    say("refusal", [&] { return refusalValue(world, guard); });
}

// Facts of all of it.
template <class Say>
void visitWorld(const World& world, Say say) {
    say("passed", [&] { return Value(world.passed); });
    say("rejected", [&] { return Value(world.rejected); });
    say("starved", [&] { return Value(world.starved); });
    if (world.around.threads) {
        say("threads-without", [&] { return Value(bareThreads(world)); });
        say("starved-without", [&] { return Value(world.bare.starved); });
    }
    say("last", [&] { return lastValue(world.last); });
    say("calls", [&] { return callsValue(world); });
    say("failed", [&] { return Value(world.failed); });
    say("openings", [&] { return Value(openings(world)); });
    say("dependency", [&] { return dependencyValue(world); });
    say("answered", [&] { return Value(answered(world)); });
    say("unanswered", [&] { return Value(unanswered(world)); });
    say("fallbacks", [&] { return Value(world.fallbacks); });
    say("age", [&] {
        return world.answeredAt ? Value(world.cluster.now - *world.answeredAt)
                                : Value();
    });
}

void visitHosts(const World& world, const Glob& glob, const FactSink& sink) {
    for (std::uint16_t i = 0; i < world.cluster.machines.size(); ++i) {
        const std::string name =
            "dependency." + quotedPart(world.setup->name({i}));
        if (glob.matches(name)) {
            sink(name, isUp(world, {i}) ? Value("up") : Value("down"));
        }
    }
}

}  // namespace

const char* stateText(State state) {
    switch (state) {
        case State::closed: return "closed";
        case State::open: return "open";
        case State::halfOpen: return "half-open";
        case State::forcedOpen: return "forced-open";
        case State::disabled: return "disabled";
    }
    return "";
}

// Without a name they are of the breaker asked last: with one, of it.
void Topic::visitFacts(const World& world, const Glob& glob,
                       const FactSink& sink) {
    const auto say = [&](std::string_view name, auto make) {
        if (glob.matches(name)) sink(name, make());
    };
    if (glob.parts() == 1) {
        visitBreaker(world, world.guards[world.shown], say);
        visitWorld(world, say);
    }
    if (glob.parts() != 2) return;
    for (std::size_t i = 0; i < world.guards.size(); ++i) {
        const std::string of = '.' + quotedPart(nameOf(world, i));
        visitBreaker(world, world.guards[i], [&](const char* name, auto make) {
            say(name + of, make);
        });
    }
    visitHosts(world, glob, sink);
}

namespace {

double percentOf(std::int64_t rate) {
    return static_cast<double>(rate) / 10'000.0;
}

}  // namespace

double failureThreshold(const Rules& rules) {
    return rules.trip == Trip::consecutive ? 100 : percentOf(rules.failureRate);
}

void Topic::visitGauges(const World& world, const GaugeSink& sink) {
    const Guard& guard = world.guards[world.shown];
    const Tally tally = tallyOf(world, guard.breaker);
    const auto percent = [&](std::uint32_t part) {
        return tally.calls == 0 ? 0 : 100.0 * part / tally.calls;
    };
    const Surroundings& around = world.around;
    const auto counts = guard.throttle.counts(world.cluster.now, around.lately);
    sink(0, {}, percent(tally.failures));
    sink(1, {}, failureThreshold(world.rules));
    sink(2, {}, static_cast<double>(world.calls.size()));
    sink(3, {}, world.passed);
    sink(4, {}, world.rejected);
    sink(5, {}, world.starved);
    sink(6, {}, static_cast<double>(guard.breaker.state));
    sink(7, {}, percent(tally.slow));
    if (world.rules.trip != Trip::consecutive)
        sink(8, {}, percentOf(world.rules.slowRate));
    if (around.threads) {
        sink(9, {}, *around.threads * around.callers);
        sink(13, {}, bareThreads(world));
    }
    sink(10, {}, answered(world));
    sink(11, {}, unanswered(world));
    if (!around.throttle) return;
    sink(12, {}, percentOf(refusalChance(counts, *around.throttle)));
}

}  // namespace lockstep::breaker
