// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/raft.h"

namespace lockstep::raft {
namespace {

std::uint64_t number(const std::optional<ServerId>& server) {
    return server ? server->index + 1U : 0U;
}

// Adds up what the protocol's future depends on. HashOf turns a command into
// a number: its symbol while exploring, its text's hash across sessions.
template <class HashOf>
class Fingerprint {
public:
    explicit Fingerprint(HashOf hashOf) : hashOf_(hashOf) {}

    std::uint64_t of(const World& world) {
        for (const Server& server : world.servers) add(server);
        for (std::size_t i = 0; i < world.ghosts.leaderships.size(); ++i) {
            const auto& led = world.ghosts.leaderships[i];
            digest_.add(std::uint64_t{led.term} << 16 | led.leader.index);
        }
        for (std::size_t i = 0; i < world.ghosts.committed.size(); ++i) {
            const auto& committed = world.ghosts.committed[i];
            digest_.add(of(committed.entry)).add(committed.inTerm);
        }
        digest_.add(situation(world.cluster, [&](const Message& message) {
            return std::visit([&](const auto& m) { return of(m); }, message);
        }));
        return digest_.value();
    }

private:
    std::uint64_t of(const Entry& entry) const {
        return Digest()
            .add(std::uint64_t{entry.term} << 1 | (entry.noop ? 1U : 0U))
            .add(hashOf_(entry.command))
            .value();
    }

    void add(const Server& server) {
        digest_.add(std::uint64_t{server.currentTerm} << 32 |
                    number(server.votedFor) << 8 |
                    static_cast<std::uint64_t>(server.role));
        digest_.add(std::uint64_t{server.commitIndex} << 32 |
                    server.log.lastIndex());
        for (Index i = 1; i <= server.log.lastIndex(); ++i) {
            digest_.add(of(server.log[i]));
        }
        if (server.role == Role::candidate) {
            digest_.add(server.votesGranted.bits());
        }
        for (const Progress& peer : server.peers) {
            digest_.add(std::uint64_t{peer.nextIndex} << 33 |
                        std::uint64_t{peer.matchIndex} << 1 |
                        (peer.awaitingReply ? 1U : 0U));
        }
    }

    std::uint64_t of(const RequestVote& m) const {
        return Digest().add(1).add(m.term).add(m.lastLogIndex)
            .add(m.lastLogTerm).value();
    }
    std::uint64_t of(const VoteReply& m) const {
        return Digest().add(2).add(m.term).add(m.granted ? 1 : 0).value();
    }
    std::uint64_t of(const AppendEntries& m) const {
        Digest digest;
        digest.add(3).add(m.term).add(m.prevLogIndex).add(m.prevLogTerm)
            .add(m.leaderCommit);
        for (const Entry& entry : m.entries) digest.add(of(entry));
        return digest.value();
    }
    std::uint64_t of(const AppendReply& m) const {
        return Digest().add(4).add(m.term).add(m.success ? 1 : 0)
            .add(m.index).add(m.conflictTerm).add(m.conflictIndex).value();
    }

    HashOf hashOf_;
    Digest digest_;
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
