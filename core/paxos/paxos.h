// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/simulate.h"
#include "paxos/facts.h"
#include "paxos/invariants.h"
#include "paxos/start.h"
#include "paxos/world.h"

namespace lockstep::paxos {

// The verbs of Paxos, in the order of its verb table.
enum class PaxosVerb : std::uint16_t { propose, prepare, send };

inline Action proposeOf(ServerId proposer, Symbol value) {
    return {topicVerb(static_cast<std::uint16_t>(PaxosVerb::propose)),
            proposer,
            {},
            fieldOf(value),
            0};
}
inline Action prepareOf(ServerId proposer) {
    return {topicVerb(static_cast<std::uint16_t>(PaxosVerb::prepare)),
            proposer,
            {},
            0,
            0};
}

// Paxos as a topic: what core/kernel/simulate.h asks for.
struct Paxos {
    using World = paxos::World;
    // The explorer proposes another value each time.
    static constexpr bool wordsAreValues = true;

    static const TopicInfo& info();
    static void prepare(Scenario& scenario, std::vector<Fault>& faults) {
        paxos::nameServers(scenario, info().dials, faults);
    }
    static void start(World& world, std::vector<Fault>& faults) {
        paxos::start(world, faults);
    }

    static void receive(World& world, const Packet<Message>& packet,
                        const Playing& playing);
    static void apply(World& world, const Action& action,
                      const Playing& playing);
    static std::string refusal(const World& world, const Action& action);
    static void crash(World& world, ServerId server);
    static void restart(World& world, ServerId server, const Playing& playing);

    template <class Visit>
    static void visitTimers(const World& world, Visit visit) {
        for (const Proposer& proposer : world.proposers) {
            if (proposer.retry.running) {
                visit(proposer.retry, prepareOf(proposer.server));
            }
        }
    }

    static void setDial(World& world, std::size_t index, DialValue value);
    static DialValue dial(const World& world, std::size_t index);

    static void visitFacts(const World& world, const Glob& glob,
                           const FactSink& sink) {
        paxos::visitFacts(world, glob, sink);
    }
    static void check(const World& before, const World& after,
                      Verdicts& verdicts) {
        paxos::check(before, after, verdicts);
    }
    static void describe(const World& world, const Message& message,
                         MessageView& view) {
        paxos::describe(world, message, view);
    }

    // What exploring goes by: no due times, message ids or chance, and
    // nothing that no rule looks at any more.
    static std::uint64_t fingerprint(const World& world);
    // Whether a message in flight can still make a difference.
    static bool matters(const World& world, const Packet<Message>& packet);
    static std::uint64_t digest(const World& world);
    static std::uint32_t era(const World& world);
};

}  // namespace lockstep::paxos
