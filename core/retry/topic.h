// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/simulate.h"
#include "retry/world.h"

namespace lockstep::retry {

// The verbs, in the order of the verb table.
enum class RetryVerb : std::uint16_t {
    call,
    fail,
    succeed,
    refuse,
    lose,
    pushBack,
    down,
    up,
    hang,
    arrive,
    again,
    timeOut,
    expire,
    serve,
};

inline Action actionOf(RetryVerb verb, std::uint32_t n = 0,
                       std::uint32_t m = 0) {
    return {topicVerb(static_cast<std::uint16_t>(verb)), {}, {}, n, m};
}

// Retries as a topic: what core/kernel/simulate.h asks for.
struct Topic {
    using World = retry::World;

    static const TopicInfo& info();
    static void prepare(Scenario& scenario, std::vector<Fault>& faults);
    static void start(World& world, std::vector<Fault>& faults);

    static void receive(World&, const Packet<NoMessage>&, const Playing&) {}
    static void apply(World& world, const Action& action,
                      const Playing& playing);
    static std::string refusal(const World& world, const Action& action);
    static void crash(World&, ServerId) {}
    static void restart(World&, ServerId, const Playing&) {}

    template <class Visit>
    static void visitTimers(const World& world, Visit visit) {
        using Entry = requests::Agenda::Entry;
        world.retries.visit([&](const Entry& entry) {
            visit(entry.timer, ofCall(RetryVerb::again, world, entry.number));
        });
        world.deadlines.visit([&](const Entry& entry) {
            visit(entry.timer, ofCall(RetryVerb::expire, world, entry.number));
        });
        world.timeouts.visit([&](const Entry& entry) {
            visit(entry.timer, ofAttempt(world, entry.number));
        });
        visitFew(world, visit);
    }
    template <class Visit>
    static void visitEarliest(const World& world, Visit visit) {
        if (!world.retries.empty()) {
            const auto& entry = world.retries.earliest();
            visit(entry.timer, ofCall(RetryVerb::again, world, entry.number));
        }
        if (!world.deadlines.empty()) {
            const auto& entry = world.deadlines.earliest();
            visit(entry.timer, ofCall(RetryVerb::expire, world, entry.number));
        }
        if (!world.timeouts.empty()) {
            const auto& entry = world.timeouts.earliest();
            visit(entry.timer, ofAttempt(world, entry.number));
        }
        visitFew(world, visit);
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
    static std::uint32_t era(const World& world);

private:
    template <class Visit>
    static void visitFew(const World& world, Visit visit) {
        if (world.arrival.running) {
            visit(world.arrival, actionOf(RetryVerb::arrive));
        }
        if (world.served.running) {
            visit(world.served, actionOf(RetryVerb::serve));
        }
    }
    static Action ofCall(RetryVerb verb, const World& world, Slot slot) {
        return actionOf(verb, world.calls[slot].number);
    }
    static Action ofAttempt(const World& world, Slot slot) {
        const Attempt& attempt = world.attempts[slot];
        return actionOf(RetryVerb::timeOut, attempt.call, attempt.number);
    }
};

const std::vector<InvariantSpec>& invariantSpecs();

}  // namespace lockstep::retry
