// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/paxos.h"

#include <algorithm>

#include "paxos/by_hand.h"
#include "paxos/events.h"
#include "paxos/leader.h"
#include "paxos/outbox.h"

namespace lockstep::paxos {
namespace {

PaxosVerb verbOf(const Action& action) {
    return static_cast<PaxosVerb>(topicVerbIndex(action.verb));
}

// [chosen]
// A value is chosen the moment a quorum of acceptors has accepted the same
// ballot, whether anybody knows it or not (2.2).
void observe(World& world, const Acceptor& acceptor, const Proposal& proposal,
             Outbox& out) {
    const Vote vote{proposal.ballot, proposal.value};
    if (!(acceptor.accepted[proposal.slot] == vote)) return;
    Learner& observer = world.ghosts.observer;
    ServerSet voters =
        votersFor(observer.tallies[proposal.slot], proposal.ballot);
    voters.insert(acceptor.server);
    const int needed = out.quorum2();
    const Counted counted =
        countVote(observer, proposal, acceptor.server, needed);
    if (counted != Counted::chosen) return;
    if (world.dials.multi) {
        out.say(valueChosen,
                "{value} is chosen in slot {slot}. {voters} accepted it in "
                "ballot {ballot}: {votes} of {acceptors} acceptors, a "
                "quorum. Nobody may know it yet (2.2).",
                proposal.value, proposal.slot, voters, proposal.ballot,
                voters.size(), out.acceptorCount());
    } else {
        out.say(valueChosen,
                "{value} is chosen. {voters} accepted it in ballot "
                "{ballot}: {votes} of {acceptors} acceptors, a quorum. Nobody "
                "may know it yet (2.2).",
                proposal.value, voters, proposal.ballot, voters.size(),
                out.acceptorCount());
    }
}
// [chosen]

// Lets the role that a message is for act on it.
class Delivery {
public:
    Delivery(World& world, const Packet<Message>& packet,
             const Playing& playing)
        : world_(world),
          from_(packet.from),
          to_(packet.to),
          out_(world, packet.to, playing) {}

    void operator()(const Prepare& prepare) {
        receive(*world_.acceptorOn(to_), prepare, out_);
    }
    void operator()(const Accept& accept) {
        Acceptor& acceptor = *world_.acceptorOn(to_);
        receive(acceptor, accept, out_);
        observe(world_, acceptor, accept.proposal, out_);
    }
    void operator()(const Promise& promise) { toProposer(promise); }
    void operator()(const Accepted& accepted) { toProposer(accepted); }
    void operator()(const Nack& nack) { toProposer(nack); }
    void operator()(const Learn& learn) {
        if (Learner* learner = world_.learnerOn(to_)) {
            receive(*learner, learn, from_, out_);
        }
        Proposer* proposer = world_.proposerOn(to_);
        const bool own =
            proposer && proposer->number == learn.proposal.ballot.proposer;
        if (proposer && world_.dials.multi && !own) {
            hear(*proposer, learn.proposal, from_, out_);
        }
    }

private:
    template <class Answer>
    void toProposer(const Answer& answer) {
        receive(*world_.proposerOn(to_), answer, from_, out_);
    }

    World& world_;
    ServerId from_;
    ServerId to_;
    Outbox out_;
};

// A message as if a proposer had sent it. Its ballot counts as used.
void sendByHand(World& world, const Action& action, const Playing& playing) {
    std::string why;
    const auto& symbols = world.setup->symbols;
    const auto kind = symbols.text(symbolOf(action.n));
    const auto text = symbols.text(symbolOf(action.m));
    const auto message = readMessage(kind, text, world, why);
    if (!message) return;
    const auto* accept = std::get_if<Accept>(&*message);
    const Ballot ballot =
        accept ? accept->proposal.ballot : std::get<Prepare>(*message).ballot;
    Proposer& proposer = world.proposers[ballot.proposer];
    proposer.tried = std::max(proposer.tried, ballot.round);
    proposer.seen = std::max(proposer.seen, ballot.round);
    if (accept) world.ghosts.noteProposed(accept->proposal.value);
    Outbox out(world, proposer.server, playing);
    out.say(sentByHand,
            "{kind} {what} is sent to {acceptor} by hand, in the name of "
            "{proposer}.",
            symbolOf(action.n), symbolOf(action.m), action.a, proposer);
    out.send(action.a, *message);
}

std::string sendRefusal(const World& world, const Action& action) {
    const auto& symbols = world.setup->symbols;
    std::string why;
    if (!readMessage(symbols.text(symbolOf(action.n)),
                     symbols.text(symbolOf(action.m)), world, why)) {
        return why;
    }
    if (world.acceptorOn(action.a)) return {};
    return world.setup->name(action.a) +
           " is no acceptor; send to one, such "
           "as A1";
}

}  // namespace

void Paxos::receive(World& world, const Packet<Message>& packet,
                    const Playing& playing) {
    std::visit(Delivery(world, packet, playing), packet.body);
}

void Paxos::apply(World& world, const Action& action, const Playing& playing) {
    if (verbOf(action) == PaxosVerb::send) {
        sendByHand(world, action, playing);
        return;
    }
    Proposer& proposer = *world.proposerOn(action.a);
    Outbox out(world, action.a, playing);
    if (verbOf(action) == PaxosVerb::prepare) {
        paxos::prepare(proposer, out);
        return;
    }
    world.ghosts.noteProposed(symbolOf(action.n));
    paxos::propose(proposer, symbolOf(action.n), out);
}

std::string Paxos::refusal(const World& world, const Action& action) {
    if (verbOf(action) == PaxosVerb::send) return sendRefusal(world, action);
    const std::string& name = world.setup->name(action.a);
    if (!world.proposerOn(action.a)) {
        return name + " is no proposer; name one, such as P1";
    }
    if (!world.up(action.a)) return name + " is down";
    const bool nothing =
        verbOf(action) == PaxosVerb::propose &&
        world.setup->symbols.text(symbolOf(action.n)) == "none";
    if (nothing) return "none stands for no value; propose another word";
    return {};
}

void Paxos::crash(World& world, ServerId server) {
    if (Proposer* proposer = world.proposerOn(server)) {
        paxos::crash(*proposer);
    }
    if (Learner* learner = world.learnerOn(server)) {
        learner->tallies.clear();
        learner->executed = 0;
    }
}

void Paxos::restart(World& world, ServerId server, const Playing& playing) {
    Outbox out(world, server, playing);
    if (Acceptor* acceptor = world.acceptorOn(server)) {
        paxos::restart(*acceptor, out);
    }
}

std::uint32_t Paxos::era(const World& world) {
    Round highest = 0;
    for (const Proposer& proposer : world.proposers) {
        highest = std::max(highest, proposer.tried);
    }
    for (const Acceptor& acceptor : world.acceptors) {
        highest = std::max(highest, acceptor.promised.round);
    }
    return highest;
}

}  // namespace lockstep::paxos
