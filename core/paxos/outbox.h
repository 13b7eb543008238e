// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "paxos/world.h"

namespace lockstep::paxos {

// What a server acts through, with what everybody knows of the system: who
// plays which role where, the quorums, and which rules are broken.
class Outbox : public lockstep::Outbox<Message> {
public:
    Outbox(World& world, ServerId self, const Playing& playing)
        : lockstep::Outbox<Message>(world.cluster, self, playing),
          dials(world.dials),
          world_(world),
          narrating_(playing.events != nullptr) {}

    bool has(Flaw flaw) const { return world_.has(flaw); }
    bool below(const Ballot& a, const Ballot& b) const {
        return world_.below(a, b);
    }
    int quorum1() const { return world_.quorum1(); }
    int quorum2() const { return world_.quorum2(); }
    std::size_t acceptorCount() const { return world_.acceptors.size(); }
    Symbol noop() const { return world_.noop; }

    void sendToAcceptors(const Message& message) {
        for (const Acceptor& acceptor : world_.acceptors) {
            send(acceptor.server, message);
        }
    }
    void sendToProposerOf(const Ballot& ballot, const Message& message) {
        send(world_.proposers[ballot.proposer].server, message);
    }
    void sendToLearners(const Learn& learn);

    // Tries again after a random while, longer each time (2.4).
    void startRetry(Proposer& proposer, bool afterNack);

    // As the base's, but ballots and roles may fill places as well; their
    // words are only made if somebody reads them.
    template <class... Fields>
    void say(const EventKind& kind, Sentence sentence,
             const Fields&... fields) {
        if (!narrating_) return;
        lockstep::Outbox<Message>::say(kind, sentence, worded(fields)...);
    }

    const Dials& dials;

private:
    template <class T>
    const T& worded(const T& field) const {
        return field;
    }
    Symbol worded(const Ballot& ballot) const;
    Symbol worded(const Proposer& proposer) const;
    Symbol worded(const Acceptor& acceptor) const;
    Symbol worded(const Learner& learner) const;
    // A server, as the acceptor that it is.
    Symbol worded(ServerId acceptor) const;
    Symbol worded(ServerSet acceptors) const;
    Symbol worded(const Instances& instances) const;

    World& world_;
    bool narrating_;
};

// "2.P1"; "none" for none.
std::string ballotText(const Ballot& ballot);
// "2.P1=x"; "none" for none.
std::string voteText(const Vote& vote, const Symbols& symbols);
// "135 to 137 and from 140 on".
std::string instancesText(const Instances& instances);

}  // namespace lockstep::paxos
