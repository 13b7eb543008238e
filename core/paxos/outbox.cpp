// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/outbox.h"

#include <algorithm>

#include "paxos/events.h"

namespace lockstep::paxos {
namespace {

Symbol role(Symbols& symbols, char letter, std::uint16_t number) {
    return symbols.intern(letter + std::to_string(number + 1));
}

}  // namespace

// [tell-learners]
// An acceptor tells every learner (2.3). With `multi` it tells the proposers
// too, because a leader should be a learner in all slots (3); the one whose
// ballot it is hears of it anyway.
void Outbox::sendToLearners(const Learn& learn) {
    ServerSet told;
    for (const Learner& learner : world_.learners)
        told.insert(learner.server);
    if (dials.multi) {
        for (const Proposer& proposer : world_.proposers) {
            const bool own = proposer.number == learn.proposal.ballot.proposer;
            if (!own) told.insert(proposer.server);
        }
    }
    for (ServerId server : told)
        send(server, learn);
}
// [tell-learners]

// [back-off]
// Two proposers can keep outbidding each other for ever. One that waits a
// random while before it tries again, longer each time, lets the other finish
// (2.4). One that hears nothing at all tries again as well.
void Outbox::startRetry(Proposer& proposer, bool afterNack) {
    if (!dials.backoff) return;
    const std::uint32_t doublings = std::min(proposer.attempts, 6U);
    const Duration least{10'000LL << doublings};
    const Duration patience = afterNack ? Duration{0} : Duration{100'000};
    restart(proposer.retry, {patience + least, patience + 2 * least});
    if (!afterNack) return;
    say(retryScheduled,
        "{proposer} will try again after a random while, between {least} and "
        "{most}. It waits longer each time (2.4).",
        proposer, least, 2 * least);
}
// [back-off]

Symbol Outbox::worded(const Ballot& ballot) const {
    return world_.setup->symbols.intern(ballotText(ballot));
}
Symbol Outbox::worded(const Proposer& proposer) const {
    return role(world_.setup->symbols, 'P', proposer.number);
}
Symbol Outbox::worded(const Acceptor& acceptor) const {
    return role(world_.setup->symbols, 'A', acceptor.number);
}
Symbol Outbox::worded(const Learner& learner) const {
    return role(world_.setup->symbols, 'L', learner.number);
}
Symbol Outbox::worded(ServerId acceptor) const {
    return worded(*world_.acceptorOn(acceptor));
}

Symbol Outbox::worded(ServerSet acceptors) const {
    std::string text;
    int left = acceptors.size();
    for (ServerId server : acceptors) {
        text += 'A' + std::to_string(world_.acceptorOn(server)->number + 1);
        --left;
        if (left > 0) text += left == 1 ? " and " : ", ";
    }
    return world_.setup->symbols.intern(text);
}

Symbol Outbox::worded(const Instances& instances) const {
    return world_.setup->symbols.intern(instancesText(instances));
}

std::string ballotText(const Ballot& ballot) {
    if (ballot.none()) return "none";
    return std::to_string(ballot.round) + ".P" +
           std::to_string(ballot.proposer + 1);
}

std::string voteText(const Vote& vote, const Symbols& symbols) {
    if (vote.none()) return "none";
    return ballotText(vote.ballot) + '=' +
           std::string(symbols.text(vote.value));
}

// [instances]
// "135 to 137 and from 140 on": from the first gap, around what is known.
std::string instancesText(const Instances& instances) {
    std::string text;
    Slot from = instances.from;
    for (const Slot known : instances.known) {
        if (known > from) {
            if (!text.empty()) text += ", ";
            text += std::to_string(from);
            if (known > from + 1) text += " to " + std::to_string(known - 1);
        }
        from = known + 1;
    }
    if (!text.empty()) text += " and ";
    return text + "from " + std::to_string(from) + " on";
}
// [instances]

}  // namespace lockstep::paxos
