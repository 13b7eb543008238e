// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/acceptor.h"

#include <algorithm>

#include "paxos/events.h"
#include "paxos/outbox.h"

namespace lockstep::paxos {
namespace {

// What it accepted in the slots that a prepare asks about.
void report(const Acceptor& acceptor, const Instances& asked,
            Promise& promise) {
    for (Slot slot = asked.from; slot <= acceptor.accepted.last(); ++slot) {
        const Vote& vote = acceptor.accepted[slot];
        const bool known = std::find(asked.known.begin(), asked.known.end(),
                                     slot) != asked.known.end();
        if (vote.none() || known) continue;
        promise.accepted.push_back({slot, vote.ballot, vote.value});
    }
}

// [nack]
// An acceptor may ignore what it must not answer. It tells the proposer all
// the same, so that it can abandon its proposal (end of 2.2).
void refuse(const Acceptor& acceptor, const Ballot& ballot, const char* what,
            Outbox& out) {
    out.say(requestRefused,
            "{acceptor} refuses to {what} ballot {ballot}. It has promised "
            "ballot {promised} not to answer any lower one (2.2).",
            acceptor, what, ballot, acceptor.promised);
    out.sendToProposerOf(ballot, Nack{ballot, acceptor.promised});
}
// [nack]

void tellPromise(const Acceptor& acceptor, const Promise& promise,
                 const Ballot& before, Outbox& out) {
    if (before == promise.ballot) {
        out.say(promiseGiven,
                "{acceptor} promises ballot {ballot} once more. It heard the "
                "same prepare before, and the same answer does no harm.",
                acceptor, promise.ballot);
    } else if (promise.accepted.empty()) {
        out.say(promiseGiven,
                "{acceptor} promises to accept nothing below ballot {ballot}. "
                "It has promised nothing higher, and it has accepted nothing "
                "that it would have to report (2.2).",
                acceptor, promise.ballot);
    } else if (promise.accepted.size() > 1 || out.dials.multi) {
        out.say(promiseGiven,
                "{acceptor} promises to accept nothing below ballot {ballot}. "
                "It reports what it has accepted in {count} of the slots "
                "asked for (3).",
                acceptor, promise.ballot, promise.accepted.size());
    } else {
        out.say(promiseGiven,
                "{acceptor} promises to accept nothing below ballot {ballot}. "
                "It reports that it has accepted {value} in ballot {accepted} "
                "(2.2).",
                acceptor, promise.ballot, promise.accepted[0].value,
                promise.accepted[0].ballot);
    }
}

}  // namespace

// [promise]
// Phase 1(b): an acceptor that receives a prepare with a number greater than
// any it has answered promises not to accept lower ones any more, and reports
// the highest-numbered proposal it has accepted (2.2).
void receive(Acceptor& acceptor, const Prepare& prepare, Outbox& out) {
    const bool outdated = out.below(prepare.ballot, acceptor.promised);
    if (outdated) {
        refuse(acceptor, prepare.ballot, "promise", out);
        return;
    }
    const Ballot before = acceptor.promised;
    acceptor.promised = prepare.ballot;
    Promise promise{prepare.ballot, {}};
    report(acceptor, prepare.instances, promise);
    tellPromise(acceptor, promise, before, out);
    out.sendToProposerOf(prepare.ballot, promise);
}
// [promise]

// [accept]
// Phase 2(b): an acceptor accepts a proposal unless it has already answered a
// prepare with a greater number. It tells the proposer, and the learners
// (2.2, 2.3).
void receive(Acceptor& acceptor, const Accept& accept, Outbox& out) {
    const Proposal& proposal = accept.proposal;
    const bool promisedHigher = out.below(proposal.ballot, acceptor.promised);
    if (promisedHigher && !out.has(Flaw::acceptsBelowPromise)) {
        refuse(acceptor, proposal.ballot, "accept", out);
        return;
    }
    if (!promisedHigher) acceptor.promised = proposal.ballot;
    acceptor.accepted.set(proposal.slot, {proposal.ballot, proposal.value});
    if (promisedHigher) {
        out.say(proposalAccepted,
                "{acceptor} accepts {value} in ballot {ballot}, below the "
                "ballot {promised} it has promised. That rule is broken on "
                "purpose.",
                acceptor, proposal.value, proposal.ballot, acceptor.promised);
    } else if (out.dials.multi) {
        out.say(proposalAccepted,
                "{acceptor} accepts {value} in slot {slot}, ballot {ballot}. "
                "It has promised no higher ballot (2.2).",
                acceptor, proposal.value, proposal.slot, proposal.ballot);
    } else {
        out.say(proposalAccepted,
                "{acceptor} accepts {value} in ballot {ballot}. It has "
                "promised no higher ballot (2.2).",
                acceptor, proposal.value, proposal.ballot);
    }
    out.sendToProposerOf(proposal.ballot, Accepted{proposal});
    out.sendToLearners(Learn{proposal});
}
// [accept]

// [stable-storage]
// What it promised and accepted is on disk, so a restart changes neither
// (2.5).
void restart(Acceptor& acceptor, Outbox& out) {
    if (!out.has(Flaw::forgetsPromise) || acceptor.promised.none()) return;
    out.say(promiseForgotten,
            "{acceptor} no longer knows that it promised ballot {ballot}. "
            "That rule is broken on purpose: it should be on disk (2.5).",
            acceptor, acceptor.promised);
    acceptor.promised = {};
}
// [stable-storage]

}  // namespace lockstep::paxos
