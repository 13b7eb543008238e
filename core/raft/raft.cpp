// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/raft.h"

#include <algorithm>

#include "raft/election.h"
#include "raft/outbox.h"
#include "raft/replication.h"

namespace lockstep::raft {
namespace {

RaftVerb verbOf(const Action& action) {
    return static_cast<RaftVerb>(topicVerbIndex(action.verb));
}

// Lets a server act, and notes for the invariants what came of it.
template <class Act>
void actAt(World& world, ServerId id, const Playing& playing, Act act) {
    Server& node = world.server(id);
    const Role role = node.role;
    const Term term = node.currentTerm;
    const Index applied = node.lastApplied;
    Outbox out(world, id, playing);
    act(node, out);
    remember(world, node, role, term, applied);
}

void forgetVolatileState(Server& node) {
    node.role = Role::follower;
    node.commitIndex = 0;
    node.lastApplied = 0;
    node.knownLeader.reset();
    node.store = {};
    node.votesGranted.clear();
    node.votesDenied.clear();
    node.peers.clear();
    node.electionTimer.stop();
    node.heartbeatTimer.stop();
}

}  // namespace

void Raft::receive(World& world, const Packet<Message>& packet,
                   const Playing& playing) {
    actAt(world, packet.to, playing, [&](Server& node, Outbox& out) {
        std::visit(
            [&](const auto& message) {
                raft::receive(node, message, packet.from, out);
            },
            packet.body);
    });
}

void Raft::apply(World& world, const Action& action, const Playing& playing) {
    actAt(world, action.a, playing, [&](Server& node, Outbox& out) {
        switch (verbOf(action)) {
            case RaftVerb::timeout: electionTimeout(node, out); return;
            case RaftVerb::heartbeat: heartbeat(node, out); return;
            case RaftVerb::request:
                request(node, symbolOf(action.n), out);
                return;
        }
    });
}

std::string Raft::refusal(const World& world, const Action& action) {
    const std::string& name = world.setup->name(action.a);
    if (!world.up(action.a)) return name + " is down";
    const bool leads = world.server(action.a).role == Role::leader;
    if (verbOf(action) == RaftVerb::heartbeat && !leads) {
        return name + " does not lead, and only leaders send heartbeats";
    }
    return {};
}

void Raft::crash(World& world, ServerId server) {
    forgetVolatileState(world.server(server));
}

void Raft::restart(World& world, ServerId server, const Playing& playing) {
    Server& node = world.server(server);
    Outbox out(world, server, playing);
    if (out.has(Flaw::forgetsVote)) node.votedFor.reset();
    out.restart(node.electionTimer, out.electionTimeout());
}

std::uint32_t Raft::era(const World& world) {
    Term highest = 0;
    for (const Server& server : world.servers) {
        highest = std::max(highest, server.currentTerm);
    }
    return highest;
}

}  // namespace lockstep::raft
