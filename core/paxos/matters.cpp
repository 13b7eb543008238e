// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/paxos.h"

namespace lockstep::paxos {
namespace {

// Whether what a message brings is news to the one it is for.
class News {
public:
    News(const World& world, ServerId from, ServerId to)
        : world_(world), from_(from), to_(to) {}

    bool operator()(const Prepare& prepare) const {
        const Ballot& promised = world_.acceptorOn(to_)->promised;
        if (world_.below(promised, prepare.ballot)) return true;
        const Proposer& proposer = askerOf(prepare.ballot);
        if (world_.below(prepare.ballot, promised)) {
            return refusalMatters(proposer, prepare.ballot, promised);
        }
        return promised != prepare.ballot ||
               awaitsPromise(proposer, prepare.ballot, to_);
    }
    bool operator()(const Promise& promise) const {
        return awaitsPromise(*world_.proposerOn(to_), promise.ballot, from_);
    }
    bool operator()(const Accept& accept) const {
        const Acceptor& acceptor = *world_.acceptorOn(to_);
        const Proposal& proposal = accept.proposal;
        if (!world_.below(proposal.ballot, acceptor.promised) ||
            world_.has(Flaw::acceptsBelowPromise)) {
            return true;
        }
        return refusalMatters(askerOf(proposal.ballot), proposal.ballot,
                              acceptor.promised);
    }
    bool operator()(const Accepted& accepted) const {
        const Proposer& proposer = *world_.proposerOn(to_);
        if (world_.dials.multi) {
            return knowsNot(proposer.known, accepted.proposal);
        }
        return proposer.phase == Phase::accepting &&
               accepted.proposal.ballot == proposer.ballot &&
               !proposer.accepts.contains(from_);
    }
    bool operator()(const Nack& nack) const {
        return refusalMatters(*world_.proposerOn(to_), nack.ballot,
                              nack.promised);
    }
    bool operator()(const Learn& learn) const {
        const Learner* learner = world_.learnerOn(to_);
        if (learner && knowsNot(*learner, learn.proposal)) return true;
        const Proposer* proposer = world_.proposerOn(to_);
        return proposer && world_.dials.multi &&
               knowsNot(proposer->known, learn.proposal);
    }

private:
    const Proposer& askerOf(const Ballot& ballot) const {
        return world_.proposers[ballot.proposer];
    }
    bool refusalMatters(const Proposer& proposer, const Ballot& ballot,
                        const Ballot& promised) const {
        if (promised.round > proposer.seen) return true;
        const bool over =
            proposer.phase == Phase::idle ||
            (proposer.phase == Phase::done && !world_.dials.multi);
        return !over && ballot == proposer.ballot;
    }
    static bool awaitsPromise(const Proposer& proposer, const Ballot& ballot,
                              ServerId acceptor) {
        return proposer.phase == Phase::preparing &&
               ballot == proposer.ballot &&
               !proposer.promises.contains(acceptor);
    }
    bool knowsNot(const Learner& learner, const Proposal& proposal) const {
        const Tally& tally = learner.tallies[proposal.slot];
        return tally.chosen.none() &&
               !votersFor(tally, proposal.ballot).contains(from_);
    }

    const World& world_;
    ServerId from_;
    ServerId to_;
};

}  // namespace

// An answer is over for a proposer once the attempt it belongs to is: it
// never uses a ballot again. A vote is over for a learner that has counted it.
bool Paxos::matters(const World& world, const Packet<Message>& packet) {
    return std::visit(News(world, packet.from, packet.to), packet.body);
}

ServerSet Paxos::witnesses(const World& world, const Packet<Message>& packet) {
    ServerSet servers;
    servers.insert(packet.to);
    const auto asks = [&](const Ballot& ballot) {
        servers.insert(world.proposers[ballot.proposer].server);
    };
    if (const auto* prepare = std::get_if<Prepare>(&packet.body)) {
        asks(prepare->ballot);
    } else if (const auto* accept = std::get_if<Accept>(&packet.body)) {
        asks(accept->proposal.ballot);
    }
    return servers;
}

}  // namespace lockstep::paxos
