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
    // The same with other names for the servers. Acceptors are all alike, and
    // so are learners; ballots tell proposers apart, for of two in one round
    // the later proposer's is the higher.
    static std::uint64_t fingerprint(const World& world, const Renaming& names);
    static bool interchangeable(const World& world, ServerId a, ServerId b) {
        const auto plays = [&](const auto* one, const auto* other) {
            return (one != nullptr) == (other != nullptr);
        };
        return a == b || (!world.proposerOn(a) && !world.proposerOn(b) &&
                          plays(world.acceptorOn(a), world.acceptorOn(b)) &&
                          plays(world.learnerOn(a), world.learnerOn(b)));
    }
    // Whether a message in flight can still make a difference: to the one it
    // is for, or to the proposer that would be answered.
    static bool matters(const World& world, const Packet<Message>& packet);
    static ServerSet witnesses(const World& world,
                               const Packet<Message>& packet);

    // Worlds taken apart (explorer/parts.h). What a server is: its roles.
    struct Own {
        Proposer proposer;
        Acceptor acceptor;
        Learner learner;
    };
    static Own own(const World& world, ServerId server);
    static void setOwn(World& world, ServerId server, const Own& own);
    static std::uint64_t ownMark(const World& world, ServerId server);
    static std::uint64_t ghostMark(const World& world);
    // What is sent by hand changes the proposer in whose name it is sent.
    static bool actsAlone(std::size_t verb) {
        return static_cast<PaxosVerb>(verb) != PaxosVerb::send;
    }
    // What others are makes no difference to any claim.
    static bool checksAlone(const World&, const World&, ServerId) {
        return true;
    }
    static std::uint64_t digest(const World& world);
    static std::uint32_t era(const World& world);
};

}  // namespace lockstep::paxos
