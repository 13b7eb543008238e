// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/topic.h"
#include "requests/fraction.h"

namespace lockstep::breaker {
namespace {

const char* outcomeText(const Outcome& outcome) {
    if (outcome.failed) return outcome.slow ? "slow-fail" : "fail";
    return outcome.slow ? "slow" : "succeed";
}

Tally tallyOf(const World& world) {
    return world.breaker.window.tally(world.rules, world.cluster.now);
}

// In a row, or in the window, as the breaker counts them.
std::uint32_t failures(const World& world) {
    return world.rules.trip == Trip::consecutive ? world.breaker.failuresInARow
                                                 : tallyOf(world).failures;
}

Value windowValue(const World& world) {
    ListValue list;
    world.breaker.window.visit(
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

bool isOpen(const World& world) { return world.breaker.state == State::open; }

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

void Topic::visitFacts(const World& world, const Glob& glob,
                       const FactSink& sink) {
    if (glob.parts() != 1) return;
    const auto say = [&](std::string_view name, auto make) {
        if (glob.matches(name)) sink(name, make());
    };
    const Breaker& breaker = world.breaker;
    say("state", [&] { return Value(stateText(breaker.state)); });
    say("failures", [&] { return Value(failures(world)); });
    say("rate", [&] {
        const Tally tally = tallyOf(world);
        return requests::fraction(tally.failures, tally.calls);
    });
    say("slow-rate", [&] {
        const Tally tally = tallyOf(world);
        return requests::fraction(tally.slow, tally.calls);
    });
    say("window", [&] { return windowValue(world); });
    say("passed", [&] { return Value(world.passed); });
    say("rejected", [&] { return Value(world.rejected); });
    say("starved", [&] { return Value(world.starved); });
    say("last", [&] { return lastValue(world.last); });
    say("calls", [&] { return callsValue(world); });
    say("failed", [&] { return Value(world.failed); });
    say("probes", [&] { return Value(breaker.probesLetThrough); });
    say("openings", [&] { return Value(world.ghosts.openings); });
    say("opened",
        [&] { return isOpen(world) ? Value(breaker.openedAt) : Value(); });
    say("until", [&] {
        return isOpen(world) ? Value(waitEnds(breaker, world.rules)) : Value();
    });
    say("dependency", [&] { return world.dependencyUp ? "up" : "down"; });
}

void Topic::visitGauges(const World& world, const GaugeSink& sink) {
    const Tally tally = tallyOf(world);
    const auto percent = [&](std::uint32_t part) {
        return tally.calls == 0 ? 0 : 100.0 * part / tally.calls;
    };
    const auto threshold = [](std::int64_t rate) {
        return static_cast<double>(rate) / 10'000.0;
    };
    sink(0, {}, percent(tally.failures));
    sink(1, {}, threshold(world.rules.failureRate));
    sink(2, {}, static_cast<double>(world.calls.size()));
    sink(3, {}, world.passed);
    sink(4, {}, world.rejected);
    sink(5, {}, world.starved);
    sink(6, {}, static_cast<double>(world.breaker.state));
}

}  // namespace lockstep::breaker
