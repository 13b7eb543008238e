// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <type_traits>

#include "raft/world.h"

namespace lockstep::raft {

// The servers by their own names: a fingerprint tells every two apart.
struct OwnNames {
    std::uint64_t of(ServerId server) const { return server.index; }
    std::uint64_t of(ServerSet servers) const { return servers.bits(); }
};

inline std::uint64_t pair(std::uint32_t high, std::uint32_t low) {
    return std::uint64_t{high} << 32 | low;
}

// Adds up what the protocol's future depends on. HashOf turns a command into
// a number: its symbol while exploring, its text's hash across sessions.
// Exploring spends much of its time here, so small fields share a number.
// Names are the servers' own or, to fold what differs by names only, others:
// whatever names a server must go by them.
template <class HashOf, class Names>
class Fingerprint {
public:
    Fingerprint(HashOf hashOf, const Names& names)
        : hashOf_(hashOf), names_(names) {}

    std::uint64_t of(const World& world) const {
        Digest digest;
        addServers(digest, world);
        addTo(digest, world.ghosts);
        const auto addBody = [&](Digest& one, const Message& message) {
            std::visit([&](const auto& m) { addTo(one, m); }, message);
        };
        if constexpr (ownNames) {
            return digest.add(situation(world.cluster, addBody)).value();
        } else {
            return digest.add(situation(world.cluster, names_, addBody))
                .value();
        }
    }

    void addTo(Digest& digest, const Ghosts& ghosts) const {
        for (std::size_t i = 0; i < ghosts.leaderships.size(); ++i) {
            const auto& led = ghosts.leaderships[i];
            digest.add(pair(led.term, 0) + names_.of(led.leader));
        }
        for (std::size_t i = 0; i < ghosts.committed.size(); ++i) {
            addTo(digest, ghosts.committed[i].entry);
            digest.add(ghosts.committed[i].inTerm);
        }
        // An answer changes nothing else, and must not look like nothing.
        if (ghosts.staleRead.count > 0) digest.add(ghosts.staleRead.count);
    }

    std::uint64_t of(const Server& server) const {
        Digest digest;
        // Sums, for other names are long numbers.
        digest.add((std::uint64_t{server.currentTerm} << 32 |
                    static_cast<std::uint64_t>(server.role)) +
                   (of(server.votedFor) << 8));
        digest.add(pair(server.commitIndex, server.log.lastIndex()));
        const Log& log = server.log;
        if (log.snapshotIndex() > 0) {
            digest.add(pair(log.snapshotIndex(), log.snapshotTerm()));
        }
        for (Index i = log.firstIndex(); i <= log.lastIndex(); ++i)
            addTo(digest, log[i]);
        const bool counts =
            server.role == Role::candidate || server.role == Role::precandidate;
        if (counts) digest.add(names_.of(server.votesGranted));
        addPeers(digest, server, [](Digest& one, const Progress& peer) {
            one.add(std::uint64_t{peer.nextIndex} << 33 |
                    std::uint64_t{peer.matchIndex} << 1 |
                    (peer.awaitingReply ? 1U : 0U));
            if (peer.awaitingReply) one.add(peer.sentIndex);
        });
        if (server.role == Role::leader) addLeadership(digest, server);
        return digest.value();
    }

private:
    static constexpr bool ownNames = std::is_same_v<Names, OwnNames>;

    // Under other names the order of the servers makes no difference.
    void addServers(Digest& digest, const World& world) const {
        std::uint64_t sum = 0;
        for (const Server& server : world.servers) {
            if constexpr (ownNames) {
                digest.add(markOf(world.cluster, server.id,
                                  [&] { return of(server); }));
            } else {
                sum +=
                    Digest().add(names_.of(server.id)).add(of(server)).value();
            }
        }
        if constexpr (!ownNames) digest.add(sum);
    }

    // What a leader knows of the others, by their names.
    template <class AddTo>
    void addPeers(Digest& digest, const Server& server, AddTo add) const {
        std::uint64_t sum = 0;
        for (std::uint16_t i = 0; i < server.peers.size(); ++i) {
            if constexpr (ownNames) {
                add(digest, server.peers[i]);
            } else {
                Digest one;
                one.add(names_.of(ServerId{i}));
                add(one, server.peers[i]);
                sum += one.value();
            }
        }
        if constexpr (!ownNames) digest.add(sum);
    }

    std::uint64_t of(const std::optional<ServerId>& server) const {
        return server ? names_.of(*server) + 1 : 0;
    }

    // What a leader has besides: reads that wait, a change, a successor.
    void addLeadership(Digest& digest, const Server& server) const {
        if (!server.reads.empty()) {
            addPeers(digest, server, [](Digest& one, const Progress& peer) {
                one.add(peer.round);
            });
        }
        for (const PendingRead& read : server.reads) {
            digest.add(hashOf_(read.key))
                .add(pair(read.readIndex, read.round))
                .add(read.committedThen);
        }
        if (server.change) {
            digest.add(of(server.change->target))
                .add(server.change->roundEnd)
                .add((names_.of(server.change->newcomers) << 8) +
                     server.change->round);
        }
        if (server.transferTarget || server.transferred) {
            digest.add((of(server.transferTarget) << 1) +
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
        if (change) digest.add(of(entry.configuration));
    }
    std::uint64_t of(const Configuration& configuration) const {
        return (names_.of(configuration.old()) << 16) +
               names_.of(configuration.members());
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
    const Names& names_;
};

}  // namespace lockstep::raft
