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
        // An answer changes nothing else, and must not look like nothing.
        if (ghosts.staleRead.count > 0) digest.add(ghosts.staleRead.count);
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
        const Log& log = server.log;
        if (log.snapshotIndex() > 0) {
            digest.add(pair(log.snapshotIndex(), log.snapshotTerm()));
        }
        for (Index i = log.firstIndex(); i <= log.lastIndex(); ++i)
            addTo(digest, log[i]);
        const bool counts =
            server.role == Role::candidate || server.role == Role::precandidate;
        if (counts) digest.add(server.votesGranted.bits());
        for (const Progress& peer : server.peers) {
            digest.add(std::uint64_t{peer.nextIndex} << 33 |
                       std::uint64_t{peer.matchIndex} << 1 |
                       (peer.awaitingReply ? 1U : 0U));
            if (peer.awaitingReply) digest.add(peer.sentIndex);
        }
        if (server.role == Role::leader) addLeadership(digest, server);
        return digest.value();
    }

    // What a leader has besides: reads that wait, a change, a successor.
    void addLeadership(Digest& digest, const Server& server) const {
        if (!server.reads.empty()) {
            for (const Progress& peer : server.peers)
                digest.add(peer.round);
        }
        for (const PendingRead& read : server.reads) {
            digest.add(hashOf_(read.key))
                .add(pair(read.readIndex, read.round))
                .add(read.committedThen);
        }
        if (server.change) {
            digest
                .add(
                    pair(server.change->target.bits(), server.change->roundEnd))
                .add(server.change->newcomers.bits() << 8 |
                     server.change->round);
        }
        if (server.transferTarget || server.transferred) {
            digest.add(number(server.transferTarget) << 1 |
                       (server.transferred ? 1U : 0U));
        }
    }

    void addTo(Digest& digest, const Entry& entry) const {
        const bool session = entry.client != Symbol::none;
        const bool change = !entry.configuration.empty();
        digest
            .add(std::uint64_t{entry.term} << 3 | (session ? 4U : 0U) |
                 (change ? 2U : 0U) | (entry.noop ? 1U : 0U))
            .add(hashOf_(entry.command));
        if (session) digest.add(hashOf_(entry.client)).add(entry.serial);
        if (change) digest.add(entry.configuration.bits());
    }
    // Rounds only count for reads; without any they are all zero.
    static void addRound(Digest& digest, std::uint32_t round) {
        if (round > 0) digest.add(round);
    }
    void addTo(Digest& digest, const RequestVote& m) const {
        digest
            .add(std::uint64_t{m.lastLogTerm} << 8 | (m.preVote ? 32U : 0U) |
                 (m.transfer ? 16U : 0U) | 1U)
            .add(pair(m.term, m.lastLogIndex));
    }
    void addTo(Digest& digest, const VoteReply& m) const {
        digest.add(std::uint64_t{m.term} << 8 | (m.preVote ? 32U : 0U) |
                   (m.granted ? 16U : 0U) | 2U);
    }
    void addTo(Digest& digest, const AppendEntries& m) const {
        digest.add(std::uint64_t{m.prevLogTerm} << 8 | 3)
            .add(pair(m.term, m.prevLogIndex))
            .add(pair(m.leaderCommit,
                      static_cast<std::uint32_t>(m.entries.size())));
        for (const Entry& entry : m.entries)
            addTo(digest, entry);
        addRound(digest, m.round);
    }
    void addTo(Digest& digest, const AppendReply& m) const {
        digest.add(std::uint64_t{m.term} << 8 | (m.success ? 16U : 0U) | 4U)
            .add(pair(m.index, m.conflictIndex))
            .add(m.conflictTerm);
        addRound(digest, m.round);
    }
    void addTo(Digest& digest, const InstallSnapshot& m) const {
        digest.add(std::uint64_t{m.term} << 8 | 5U)
            .add(pair(m.snapshot->lastIncludedIndex,
                      m.snapshot->lastIncludedTerm));
        addRound(digest, m.round);
    }
    void addTo(Digest& digest, const SnapshotReply& m) const {
        digest.add(std::uint64_t{m.term} << 8 | 6U).add(m.index);
        addRound(digest, m.round);
    }
    void addTo(Digest& digest, const TimeoutNow& m) const {
        digest.add(std::uint64_t{m.term} << 8 | 7U);
    }

    HashOf hashOf_;
};

void add(Digest& digest, const Timer& timer) {
    digest.add(timer.running ? 1 : 0)
        .add(static_cast<std::uint64_t>(timer.started.count()))
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
    const auto overIn = [&](Term term) {
        if (term != node.currentTerm) return term < node.currentTerm;
        return node.role != Role::leader;
    };
    if (const auto* reply = std::get_if<VoteReply>(&packet.body)) {
        if (reply->preVote || reply->term != node.currentTerm) {
            return reply->term > node.currentTerm;
        }
        return node.role == Role::candidate && reply->granted &&
               !node.votesGranted.contains(packet.from);
    }
    if (const auto* reply = std::get_if<AppendReply>(&packet.body)) {
        return !overIn(reply->term);
    }
    if (const auto* reply = std::get_if<SnapshotReply>(&packet.body)) {
        return !overIn(reply->term);
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
        digest.add(server.restarted ? 1 : 0)
            .add(symbols.hash(server.readKey))
            .add(symbols.hash(server.readValue));
        for (const Progress& peer : server.peers) {
            digest.add(peer.round)
                .add(static_cast<std::uint64_t>(peer.heardAt.count()));
        }
    }
    const std::size_t dials = Raft::info().dials.size();
    for (std::size_t i = 0; i + simulate::networkDials < dials; ++i) {
        const DialValue value = Raft::dial(world, i);
        digest.add(static_cast<std::uint64_t>(value.low))
            .add(static_cast<std::uint64_t>(value.high));
    }
    for (const std::int32_t rate : world.dials.clockRates)
        digest.add(static_cast<std::uint64_t>(rate));
    return digest.value();
}

}  // namespace lockstep::raft
