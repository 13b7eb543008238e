// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/paxos.h"

namespace lockstep::paxos {
namespace {

std::uint64_t pair(std::uint64_t high, std::uint64_t low) {
    return high << 32 | low;
}

std::uint64_t number(const Ballot& ballot) {
    return pair(ballot.round, ballot.proposer);
}

// The servers by their own names: a fingerprint tells every two apart.
struct OwnNames {
    std::uint64_t of(ServerId server) const { return server.index; }
    std::uint64_t of(ServerSet servers) const { return servers.bits(); }
};

// Adds up what the protocol's future depends on. HashOf turns a value into a
// number: its symbol while exploring, its text's hash across sessions.
// Exploring spends much of its time here, so small fields share a number, and
// what no rule looks at in a phase is left out. Names are the servers' own or,
// to fold what differs by names only, others.
template <class HashOf, class Names>
class Fingerprint {
public:
    Fingerprint(HashOf hashOf, const Names& names)
        : hashOf_(hashOf), names_(names) {}

    std::uint64_t of(const World& world) const {
        Digest digest;
        std::uint64_t sum = 0;
        for (std::uint16_t i = 0; i < world.cluster.size(); ++i) {
            if constexpr (ownNames) {
                digest.add(markOf(world.cluster, {i},
                                  [&] { return ofServer(world, {i}); }));
            } else {
                // Then the order of the servers makes no difference.
                sum += Digest()
                           .add(names_.of(ServerId{i}))
                           .add(ofServer(world, {i}))
                           .value();
            }
        }
        if constexpr (!ownNames) digest.add(sum);
        digest.add(of(world.ghosts.observer));
        const auto addBody = [&](Digest& one, const Message& message) {
            one.add(message.index());
            std::visit([&](const auto& m) { addTo(one, m); }, message);
        };
        if constexpr (ownNames) {
            return digest.add(situation(world.cluster, addBody)).value();
        } else {
            return digest.add(situation(world.cluster, names_, addBody))
                .value();
        }
    }

    // What lives on a server: one role, or one of each kind.
    std::uint64_t ofServer(const World& world, ServerId server) const {
        Digest digest;
        if (const Proposer* proposer = world.proposerOn(server)) {
            digest.add(of(*proposer, world.dials.multi));
        }
        if (const Acceptor* acceptor = world.acceptorOn(server)) {
            digest.add(of(*acceptor));
        }
        if (const Learner* learner = world.learnerOn(server)) {
            digest.add(of(*learner));
        }
        return digest.value();
    }

    std::uint64_t of(const Slots<Vote>& votes) const {
        Digest digest;
        for (Slot slot = 1; slot <= votes.last(); ++slot) {
            addTo(digest, votes[slot]);
        }
        return digest.value();
    }

    std::uint64_t of(const Learner& learner) const {
        if (learner.tallies.last() == 0) return 0;
        Digest digest;
        for (Slot slot = 1; slot <= learner.tallies.last(); ++slot) {
            const Tally& tally = learner.tallies[slot];
            addTo(digest, tally.chosen);
            std::uint64_t counts = 0;
            for (const Count& count : tally.counts) {
                Digest one;
                addTo(one, Vote{count.ballot, count.value});
                counts += one.add(names_.of(count.acceptors)).value();
            }
            digest.add(counts);
        }
        return digest.value();
    }

private:
    static constexpr bool ownNames = std::is_same_v<Names, OwnNames>;

    std::uint64_t of(const Proposer& proposer, bool multi) const {
        Digest digest;
        const bool preparing = proposer.phase == Phase::preparing;
        const bool accepting = proposer.phase == Phase::accepting;
        const bool active = preparing || accepting || multi;
        const ServerSet heard = preparing   ? proposer.promises
                                : accepting ? proposer.accepts
                                            : ServerSet{};
        digest
            .add(pair(proposer.tried, proposer.seen))
            // A sum, for other names are long numbers.
            .add(pair(active ? proposer.ballot.round : 0, 0) +
                 (names_.of(heard) << 2) +
                 static_cast<std::uint64_t>(proposer.phase))
            .add(hashOf_(proposer.wish));
        if (preparing) digest.add(of(proposer.reported));
        if (!multi) return digest.value();
        digest.add(of(proposer.known)).add(proposer.next);
        for (const Wish& wish : proposer.wishes) {
            digest.add(wish.slot).add(hashOf_(wish.value));
        }
        return digest.value();
    }

    std::uint64_t of(const Acceptor& acceptor) const {
        Digest digest;
        digest.add(number(acceptor.promised));
        if (acceptor.accepted.last() == 1) {
            addTo(digest, acceptor.accepted[1]);
        } else if (acceptor.accepted.last() > 1) {
            digest.add(of(acceptor.accepted));
        }
        return digest.value();
    }

    void addTo(Digest& digest, const Vote& vote) const {
        digest.add(number(vote.ballot)).add(hashOf_(vote.value));
    }
    void addTo(Digest& digest, const Proposal& proposal) const {
        digest.add(number(proposal.ballot))
            .add(pair(proposal.slot, 0) ^ hashOf_(proposal.value));
    }
    void addTo(Digest& digest, const Prepare& m) const {
        digest.add(number(m.ballot));
        if (m.instances.from != 1) digest.add(m.instances.from);
        for (const Slot slot : m.instances.known)
            digest.add(slot);
    }
    void addTo(Digest& digest, const Promise& m) const {
        digest.add(number(m.ballot));
        for (const Proposal& proposal : m.accepted)
            addTo(digest, proposal);
    }
    void addTo(Digest& digest, const Accept& m) const {
        addTo(digest, m.proposal);
    }
    void addTo(Digest& digest, const Accepted& m) const {
        addTo(digest, m.proposal);
    }
    void addTo(Digest& digest, const Nack& m) const {
        digest.add(number(m.ballot)).add(number(m.promised));
    }
    void addTo(Digest& digest, const Learn& m) const {
        addTo(digest, m.proposal);
    }

    HashOf hashOf_;
    const Names& names_;
};

constexpr OwnNames asTheyAre;

std::uint64_t numberOf(Symbol value) { return fieldOf(value); }

void add(Digest& digest, const Timer& timer) {
    digest.add(timer.running ? 1 : 0)
        .add(static_cast<std::uint64_t>(timer.due.count()));
}

}  // namespace

std::uint64_t Paxos::fingerprint(const World& world) {
    return Fingerprint(numberOf, asTheyAre).of(world);
}

std::uint64_t Paxos::fingerprint(const World& world, const Renaming& names) {
    return Fingerprint(numberOf, names).of(world);
}

std::uint64_t Paxos::ownMark(const World& world, ServerId server) {
    return Fingerprint(numberOf, asTheyAre).ofServer(world, server);
}

std::uint64_t Paxos::ghostMark(const World& world) {
    Digest digest;
    digest.add(Fingerprint(numberOf, asTheyAre).of(world.ghosts.observer));
    for (const Symbol value : world.ghosts.proposed)
        digest.add(numberOf(value));
    return digest.value();
}

std::uint64_t Paxos::digest(const World& world) {
    const Symbols& symbols = world.setup->symbols;
    const Fingerprint fingerprint(
        [&](Symbol value) { return symbols.hash(value); }, asTheyAre);
    Digest digest;
    digest.add(fingerprint.of(world));
    for (const Proposer& proposer : world.proposers) {
        digest.add(number(proposer.ballot))
            .add(symbols.hash(proposer.value))
            .add(proposer.promises.bits())
            .add(proposer.accepts.bits())
            .add(fingerprint.of(proposer.reported))
            .add(proposer.attempts);
        add(digest, proposer.retry);
    }
    for (const Symbol value : world.ghosts.proposed) {
        digest.add(symbols.hash(value));
    }
    for (std::size_t i = 0; i < 8; ++i) {
        const DialValue value = Paxos::dial(world, i);
        digest.add(static_cast<std::uint64_t>(value.low));
    }
    return digest.value();
}

}  // namespace lockstep::paxos
