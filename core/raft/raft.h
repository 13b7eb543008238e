// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/simulate.h"
#include "raft/facts.h"
#include "raft/invariants.h"
#include "raft/start.h"
#include "raft/world.h"

namespace lockstep::raft {

// The verbs of Raft, in the order of its verb table.
enum class RaftVerb : std::uint16_t {
    timeout,
    heartbeat,
    request,
    read,
    snapshot,
    transfer,
    add,
    remove,
};

inline Action actionOf(RaftVerb verb, ServerId server) {
    return {topicVerb(static_cast<std::uint16_t>(verb)), server, {}, 0, 0};
}
inline Action timeoutOf(ServerId server) {
    return actionOf(RaftVerb::timeout, server);
}
inline Action heartbeatOf(ServerId server) {
    return actionOf(RaftVerb::heartbeat, server);
}
// In a session with a ticket: "client=C1 serial=3".
inline Action requestOf(ServerId server, Symbol command,
                        Symbol ticket = Symbol::none) {
    Action action = actionOf(RaftVerb::request, server);
    action.n = fieldOf(command);
    action.m = fieldOf(ticket);
    return action;
}

// Raft as a topic: what core/kernel/simulate.h asks for.
struct Raft {
    using World = raft::World;

    static const TopicInfo& info();
    static void prepare(Scenario& scenario, std::vector<Fault>&) {
        nameSpares(scenario);
    }
    static void start(World& world, std::vector<Fault>& faults) {
        raft::start(world, faults);
    }

    static void receive(World& world, const Packet<Message>& packet,
                        const Playing& playing);
    static void apply(World& world, const Action& action,
                      const Playing& playing);
    static std::string refusal(const World& world, const Action& action);
    static void crash(World& world, ServerId server);
    static void restart(World& world, ServerId server, const Playing& playing);

    // Ghosts only grow, so that their sizes tell whether they did.
    static void restore(World& world, const World& before, ServerId server) {
        world.server(server) = before.server(server);
        Ghosts& ghosts = world.ghosts;
        const Ghosts& were = before.ghosts;
        ghosts.leaderships.truncate(were.leaderships.size());
        ghosts.committed.truncate(were.committed.size());
        ghosts.staleRead = were.staleRead;
    }

    template <class Visit>
    static void visitTimers(const World& world, Visit visit) {
        for (const Server& server : world.servers) {
            if (server.electionTimer.running) {
                visit(server.electionTimer, timeoutOf(server.id));
            }
            if (server.heartbeatTimer.running) {
                visit(server.heartbeatTimer, heartbeatOf(server.id));
            }
        }
    }

    static void setDial(World& world, std::size_t index, DialValue value);
    static DialValue dial(const World& world, std::size_t index);

    static void visitFacts(const World& world, const Glob& glob,
                           const FactSink& sink) {
        raft::visitFacts(world, glob, sink);
    }
    static void check(const World& before, const World& after,
                      Verdicts& verdicts) {
        raft::check(before, after, verdicts);
    }
    static void describe(const World& world, const Message& message,
                         MessageView& view) {
        raft::describe(world, message, view);
    }

    // What exploring goes by: no due times, message ids or chance.
    static std::uint64_t fingerprint(const World& world);
    // The same with other names for the servers, which only differ by the
    // rates of their clocks and by whether they were there from the start.
    static std::uint64_t fingerprint(const World& world, const Renaming& names);
    static bool interchangeable(const World& world, ServerId a, ServerId b) {
        const auto& rates = world.dials.clockRates;
        return rates[a.index] == rates[b.index] &&
               world.server(a).founding == world.server(b).founding;
    }
    // Whether a message in flight can still make a difference.
    static bool matters(const World& world, const Packet<Message>& packet);

    // Worlds taken apart (explorer/parts.h).
    using Own = Server;
    static Own own(const World& world, ServerId server) {
        return world.server(server);
    }
    static void setOwn(World& world, ServerId server, const Own& own) {
        world.server(server) = own;
    }
    static std::uint64_t ownMark(const World& world, ServerId server);
    static std::uint64_t ghostMark(const World& world);
    // A change of membership is made by the leader, whoever is named. Which
    // rounds of heartbeats a read waits for, and what a snapshot holds, is
    // told by no mark: only the rest of the world tells those apart.
    static bool actsAlone(std::size_t verb) {
        switch (static_cast<RaftVerb>(verb)) {
            case RaftVerb::timeout:
            case RaftVerb::heartbeat:
            case RaftVerb::request:
            case RaftVerb::transfer: return true;
            case RaftVerb::read:
            case RaftVerb::snapshot:
            case RaftVerb::add:
            case RaftVerb::remove: break;
        }
        return false;
    }
    static bool checksAlone(const World& before, const World& after,
                            ServerId server) {
        return raft::checksAlone(before, after, server);
    }
    static std::uint64_t digest(const World& world);
    static std::uint32_t era(const World& world);
};

}  // namespace lockstep::raft
