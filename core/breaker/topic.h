// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <vector>

#include "breaker/world.h"
#include "kernel/simulate.h"

namespace lockstep::breaker {

// The verbs, in the order of the verb table.
enum class BreakerVerb : std::uint16_t {
    succeed,
    fail,
    slow,
    call,
    finish,
    abandon,
    open,
    reset,
    disable,
    halfOpen,
    reopen,
    down,
    up,
    arrive,
};

inline Action actionOf(BreakerVerb verb, std::uint32_t n = 0) {
    return {topicVerb(static_cast<std::uint16_t>(verb)), {}, {}, n, 0};
}

// The circuit breaker as a topic: what core/kernel/simulate.h asks for.
struct Topic {
    using World = breaker::World;

    static const TopicInfo& info();
    static void prepare(Scenario& scenario, std::vector<Fault>& faults);
    static void start(World& world, std::vector<Fault>& faults);

    static void receive(World&, const Packet<NoMessage>&, const Playing&) {}
    static void apply(World& world, const Action& action,
                      const Playing& playing);
    static std::string refusal(const World& world, const Action& action);
    static void crash(World&, ServerId) {}
    static void restart(World&, ServerId, const Playing&) {}

    // A call's end, the next arrival, and what ends a breaker's state.
    template <class Visit>
    static void visitTimers(const World& world, Visit visit) {
        for (const Call& call : world.calls) {
            if (call.end.running) visit(call.end, endOf(world, call));
        }
        if (world.arrival.running) {
            visit(world.arrival, actionOf(BreakerVerb::arrive));
        }
        for (std::size_t i = 0; i < world.guards.size(); ++i) {
            visitTimer(world, i, visit);
        }
    }

    static void setDial(World& world, std::size_t index, DialValue value);
    static DialValue dial(const World& world, std::size_t index);

    static void visitFacts(const World& world, const Glob& glob,
                           const FactSink& sink);
    static void visitGauges(const World& world, const GaugeSink& sink);
    static void check(const World& before, const World& after,
                      Verdicts& verdicts);
    static void describe(const World&, const NoMessage&, MessageView&) {}
    static std::uint64_t fingerprint(const World& world);
    static std::uint64_t digest(const World& world);
    static std::uint32_t era(const World& world) {
        return static_cast<std::uint32_t>(shownBreaker(world).state);
    }

private:
    // The verb that ends a call as it was drawn.
    static Action endOf(const World& world, const Call& call);
    static Action turnOf(const World& world, std::size_t guard,
                         BreakerVerb verb);

    template <class Visit>
    static void visitTimer(const World& world, std::size_t guard, Visit visit) {
        const Breaker& breaker = world.guards[guard].breaker;
        const Rules& rules = world.rules;
        if (breaker.state == State::open && rules.automaticHalfOpen) {
            const Time ends =
                std::max(world.cluster.now, waitEnds(breaker, rules));
            const Timer wait{true, breaker.openedAt, ends, breaker.order};
            visit(wait, turnOf(world, guard, BreakerVerb::halfOpen));
        }
        if (breaker.state == State::halfOpen && rules.halfOpenWait) {
            const Timer wait{true, breaker.halfOpenAt,
                             breaker.halfOpenAt + *rules.halfOpenWait,
                             breaker.order};
            visit(wait, turnOf(world, guard, BreakerVerb::reopen));
        }
    }
};

const std::vector<InvariantSpec>& invariantSpecs();

// The percentage of failures at which it opens. By failures in a row that is
// all of the calls it counts.
double failureThreshold(const Rules& rules);

}  // namespace lockstep::breaker
