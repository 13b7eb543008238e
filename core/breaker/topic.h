// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

    // A call's end, the next arrival, and the end of the wait.
    template <class Visit>
    static void visitTimers(const World& world, Visit visit) {
        for (const Call& call : world.calls) {
            if (call.end.running) visit(call.end, endOf(world, call));
        }
        if (world.arrival.running) {
            visit(world.arrival, actionOf(BreakerVerb::arrive));
        }
        const Breaker& breaker = world.breaker;
        if (breaker.state == State::open && world.rules.automaticHalfOpen) {
            const Timer wait{true, breaker.openedAt,
                             waitEnds(breaker, world.rules),
                             breaker.openedOrder};
            visit(wait, actionOf(BreakerVerb::halfOpen));
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
        return world.breaker.period;
    }

private:
    // The verb that ends a call as it was drawn.
    static Action endOf(const World& world, const Call& call);
};

const std::vector<InvariantSpec>& invariantSpecs();

}  // namespace lockstep::breaker
