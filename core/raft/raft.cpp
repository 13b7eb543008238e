// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/raft.h"

#include <algorithm>

#include "raft/election.h"
#include "raft/events.h"
#include "raft/install_snapshot.h"
#include "raft/membership.h"
#include "raft/outbox.h"
#include "raft/read.h"
#include "raft/replication.h"
#include "raft/transfer.h"

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

// [stable-storage]
// Its term, its vote and its log are on disk, so a restart changes none of
// them (Figure 2).
void readFromDisk(Server& node, Outbox& out) {
    if (!out.has(Flaw::forgetsVote) || !node.votedFor) return;
    out.say(voteForgotten,
            "{server} no longer knows that it voted for {voted} in term "
            "{term}. That rule is broken on purpose: the vote should be on "
            "disk (Figure 2).",
            node.id, *node.votedFor, node.currentTerm);
    node.votedFor.reset();
}
// [stable-storage]

void forgetVolatileState(Server& node) {
    node.role = Role::follower;
    node.commitIndex = 0;
    node.lastApplied = 0;
    node.knownLeader.reset();
    node.store = {};
    node.sessions = {};
    node.votesGranted.clear();
    node.votesDenied.clear();
    forgetLeadership(node);
    node.electionTimer.stop();
    node.readKey = Symbol::none;
    node.readValue = Symbol::none;
}

// A change of membership is asked of the leader: of the one of the newest
// term, should two think they are.
const Server* leaderOf(const World& world) {
    const Server* leader = nullptr;
    for (const Server& server : world.servers) {
        const bool leads = world.up(server.id) && server.role == Role::leader;
        if (!leads) continue;
        if (!leader || leader->currentTerm < server.currentTerm) {
            leader = &server;
        }
    }
    return leader;
}

// The servers that an action adds and removes: the one it names first, and
// those of its options "with=S5,S6 without=S1".
struct Wanted {
    ServerSet added;
    ServerSet removed;
    std::string wrong;  // why not
};

void readServers(const World& world, std::string_view list, ServerSet& servers,
                 std::string& wrong) {
    while (!list.empty()) {
        const std::string_view name = list.substr(0, list.find(','));
        const auto id = world.setup->find(name);
        if (!id) {
            wrong = "there is no server '" + std::string(name) + "'";
            return;
        }
        servers.insert(*id);
        list.remove_prefix(std::min(name.size() + 1, list.size()));
    }
}

Wanted wantedBy(const World& world, const Action& action) {
    Wanted wanted;
    const auto text = world.setup->symbols.text(symbolOf(action.n));
    const bool adds = verbOf(action) == RaftVerb::add;
    readServers(world, optionOf(text, "with"), wanted.added, wanted.wrong);
    readServers(world, optionOf(text, "without"), wanted.removed, wanted.wrong);
    (adds ? wanted.added : wanted.removed).insert(action.a);
    std::size_t known = world.servers.size();
    for (ServerId id : wanted.added) {
        if (id.index == known) ++known;
        if (id.index < known || !wanted.wrong.empty()) continue;
        const ServerId next{static_cast<std::uint16_t>(known)};
        wanted.wrong = world.setup->name(next) + " comes before " +
                       world.setup->name(id) + "; add that first";
    }
    for (ServerId id : wanted.removed) {
        if (id.index < world.servers.size() || !wanted.wrong.empty()) continue;
        wanted.wrong = world.setup->name(id) + " has not joined yet";
    }
    return wanted;
}

// Machines for servers that were not there before: with an empty log, and no
// configuration until one arrives. In a partition they are on the leader's
// side.
void setUp(World& world, ServerSet added, ServerId leader) {
    for (ServerId id : added) {
        if (id.index < world.servers.size()) continue;
        Machine machine;
        machine.group = world.cluster.machine(leader).group;
        world.cluster.machines.push_back(machine);
        world.servers.emplace_back();
        world.servers.back().id = id;
    }
}

void change(World& world, const Action& action, const Playing& playing) {
    const Wanted wanted = wantedBy(world, action);
    const ServerId leader = leaderOf(world)->id;
    setUp(world, wanted.added, leader);
    actAt(world, leader, playing, [&](Server& node, Outbox& out) {
        changeMembership(node, wanted.added, wanted.removed, out);
    });
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
    const RaftVerb verb = verbOf(action);
    if (verb == RaftVerb::add || verb == RaftVerb::remove) {
        change(world, action, playing);
        return;
    }
    const auto committedThen =
        static_cast<Index>(world.ghosts.committed.size());
    actAt(world, action.a, playing, [&](Server& node, Outbox& out) {
        std::string why;
        switch (verb) {
            case RaftVerb::timeout: electionTimeout(node, out); return;
            case RaftVerb::heartbeat: heartbeat(node, out); return;
            case RaftVerb::request:
                request(node, symbolOf(action.n),
                        readTicket(symbolOf(action.m), out.symbols, why), out);
                return;
            case RaftVerb::read:
                read(node, symbolOf(action.n), committedThen, out);
                return;
            case RaftVerb::snapshot: takeSnapshot(node, out); return;
            case RaftVerb::transfer: transfer(node, action.b, out); return;
            case RaftVerb::add:
            case RaftVerb::remove: return;
        }
    });
}

std::string Raft::refusal(const World& world, const Action& action) {
    const RaftVerb verb = verbOf(action);
    if (verb == RaftVerb::add || verb == RaftVerb::remove) {
        if (leaderOf(world)) return wantedBy(world, action).wrong;
        return "nobody leads, and only a leader changes the cluster";
    }
    const std::string& name = world.setup->name(action.a);
    if (!world.up(action.a)) return name + " is down";
    const bool leads = world.server(action.a).role == Role::leader;
    if (verb == RaftVerb::heartbeat && !leads) {
        return name + " does not lead, and only leaders send heartbeats";
    }
    std::string wrong;
    if (verb == RaftVerb::request && action.m != 0) {
        readTicket(symbolOf(action.m), world.setup->symbols, wrong);
    }
    return wrong;
}

void Raft::crash(World& world, ServerId server) {
    forgetVolatileState(world.server(server));
}

void Raft::restart(World& world, ServerId server, const Playing& playing) {
    Server& node = world.server(server);
    Outbox out(world, server, playing);
    readFromDisk(node, out);
    node.restarted = true;
    restoreSnapshot(node);
    out.restart(node.electionTimer, out.electionTimeout());
}

void forgetLeadership(Server& node) {
    node.peers.clear();
    node.heartbeatTimer.stop();
    node.round = 0;
    node.reads.clear();
    node.change.reset();
    node.transferTarget.reset();
    node.transferred = false;
}

void Outbox::answer(const PendingRead& read, Symbol value) {
    Server& server = world_.server(self());
    server.readKey = read.key;
    server.readValue = value;
    rememberAnswer(world_, self(), read, value);
}

std::uint32_t Raft::era(const World& world) {
    Term highest = 0;
    for (const Server& server : world.servers) {
        highest = std::max(highest, server.currentTerm);
    }
    return highest;
}

}  // namespace lockstep::raft
