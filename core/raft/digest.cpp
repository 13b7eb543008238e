// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/raft.h"

namespace lockstep::raft {
namespace {

std::uint64_t number(const std::optional<ServerId>& server) {
    return server ? server->index + 1U : 0U;
}

std::uint64_t pair(std::uint32_t high, std::uint32_t low) {
    return std::uint64_t{high} << 32 | low;
}

// Adds up what the protocol's future depends on. HashOf turns a command into
// a number: its symbol while exploring, its text's hash across sessions.
// Exploring spends much of its time here, so small fields share a number.
template <class HashOf>
class Fingerprint {
public:
    explicit Fingerprint(HashOf hashOf) : hashOf_(hashOf) {}

    std::uint64_t of(const World& world) const {
        Digest digest;
        for (const Server& server : world.servers) {
            digest.add(
                markOf(world.cluster, server.id, [&] { return of(server); }));
        }
        const Ghosts& ghosts = world.ghosts;
        for (std::size_t i = 0; i < ghosts.leaderships.size(); ++i) {
            const auto& led = ghosts.leaderships[i];
            digest.add(pair(led.term, led.leader.index));
        }
        for (std::size_t i = 0; i < ghosts.committed.size(); ++i) {
            addTo(digest, ghosts.committed[i].entry);
            digest.add(ghosts.committed[i].inTerm);
        }
        return digest
            .add(situation(world.cluster,
                           [&](Digest& one, const Message& message) {
                               std::visit([&](const auto& m) { addTo(one, m); },
                                          message);
                           }))
            .value();
    }

private:
    std::uint64_t of(const Server& server) const {
        Digest digest;
        digest.add(std::uint64_t{server.currentTerm} << 32 |
                   number(server.votedFor) << 8 |
                   static_cast<std::uint64_t>(server.role));
        digest.add(pair(server.commitIndex, server.log.lastIndex()));
        for (Index i = 1; i <= server.log.lastIndex(); ++i) {
            addTo(digest, server.log[i]);
        }
        if (server.role == Role::candidate) {
            digest.add(server.votesGranted.bits());
        }
        for (const Progress& peer : server.peers) {
            digest.add(std::uint64_t{peer.nextIndex} << 33 |
                       std::uint64_t{peer.matchIndex} << 1 |
                       (peer.awaitingReply ? 1U : 0U));
        }
        return digest.value();
    }

    void addTo(Digest& digest, const Entry& entry) const {
        digest.add(std::uint64_t{entry.term} << 1 | (entry.noop ? 1U : 0U))
            .add(hashOf_(entry.command));
    }
    void addTo(Digest& digest, const RequestVote& m) const {
        digest.add(std::uint64_t{m.lastLogTerm} << 8 | 1)
            .add(pair(m.term, m.lastLogIndex));
    }
    void addTo(Digest& digest, const VoteReply& m) const {
        digest.add(std::uint64_t{m.term} << 8 | (m.granted ? 16U : 0U) | 2U);
    }
    void addTo(Digest& digest, const AppendEntries& m) const {
        digest.add(std::uint64_t{m.prevLogTerm} << 8 | 3)
            .add(pair(m.term, m.prevLogIndex))
            .add(pair(m.leaderCommit,
                      static_cast<std::uint32_t>(m.entries.size())));
        for (const Entry& entry : m.entries)
            addTo(digest, entry);
    }
    void addTo(Digest& digest, const AppendReply& m) const {
        digest.add(std::uint64_t{m.term} << 8 | (m.success ? 16U : 0U) | 4U)
            .add(pair(m.index, m.conflictIndex))
            .add(m.conflictTerm);
    }

    HashOf hashOf_;
};

void add(Digest& digest, const Timer& timer) {
    digest.add(timer.running ? 1 : 0)
        .add(static_cast<std::uint64_t>(timer.due.count()));
}

}  // namespace

std::uint64_t Raft::fingerprint(const World& world) {
    return Fingerprint([](Symbol command) { return fieldOf(command); })
        .of(world);
}

// A reply is over for a server once its term is, or once it no longer asks:
// terms never fall, and it never asks again in the same term.
bool Raft::matters(const World& world, const Packet<Message>& packet) {
    const Server& node = world.server(packet.to);
    if (const auto* reply = std::get_if<VoteReply>(&packet.body)) {
        if (reply->term != node.currentTerm) {
            return reply->term > node.currentTerm;
        }
        return node.role == Role::candidate && reply->granted &&
               !node.votesGranted.contains(packet.from);
    }
    if (const auto* reply = std::get_if<AppendReply>(&packet.body)) {
        if (reply->term != node.currentTerm) {
            return reply->term > node.currentTerm;
        }
        return node.role == Role::leader;
    }
    return true;
}

std::uint64_t Raft::digest(const World& world) {
    const Symbols& symbols = world.setup->symbols;
    Digest digest;
    digest.add(Fingerprint([&](Symbol command) {
                   return symbols.hash(command);
               }).of(world));
    for (const Server& server : world.servers) {
        digest.add(number(server.knownLeader))
            .add(server.votesGranted.bits())
            .add(server.votesDenied.bits());
        add(digest, server.electionTimer);
        add(digest, server.heartbeatTimer);
    }
    for (std::size_t i = 0; i < 5; ++i) {
        const DialValue value = Raft::dial(world, i);
        digest.add(static_cast<std::uint64_t>(value.low))
            .add(static_cast<std::uint64_t>(value.high));
    }
    return digest.value();
}

}  // namespace lockstep::raft
