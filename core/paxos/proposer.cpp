// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/proposer.h"

#include <algorithm>

#include "paxos/events.h"
#include "paxos/leader.h"
#include "paxos/outbox.h"

namespace lockstep::paxos {
namespace {

// [adopt-value]
// Phase 2(a): the value is that of the highest-numbered proposal among the
// responses. It may be chosen already, and no other could be safe. If none
// was reported, nothing can have been chosen below this ballot, and the
// proposer is free to take its own (2.2).
Symbol valueToPropose(const Proposer& proposer, Outbox& out) {
    const Vote& highest = proposer.reported[1];
    if (highest.none()) {
        if (proposer.wish == Symbol::none) return Symbol::none;
        out.say(valueFree,
                "{proposer} is free to propose its own value {value}. None of "
                "those who promised has accepted anything (2.2).",
                proposer, proposer.wish);
        return proposer.wish;
    }
    const bool ignores = out.has(Flaw::ignoresPromises) &&
                         proposer.wish != Symbol::none &&
                         proposer.wish != highest.value;
    if (ignores) {
        out.say(promisesIgnored,
                "{proposer} proposes its own value {value}, although {other} "
                "was reported. That rule is broken on purpose.",
                proposer, proposer.wish, highest.value);
        return proposer.wish;
    }
    out.say(valueAdopted,
            "{proposer} adopts {value}. Of what the promises report, ballot "
            "{ballot} is the highest, and {value} may be chosen already "
            "(2.2).",
            proposer, highest.value, highest.ballot);
    return highest.value;
}
// [adopt-value]

void proposeOneValue(Proposer& proposer, Outbox& out) {
    const Symbol value = valueToPropose(proposer, out);
    if (value == Symbol::none) {
        out.say(nothingToPropose,
                "{proposer} has nothing to propose. It has no value of its "
                "own, and none was reported.",
                proposer);
        abandon(proposer);
        return;
    }
    proposer.phase = Phase::accepting;
    issue(proposer, 1, value, out);
}

void noteReports(Proposer& proposer, const Promise& promise,
                 const Outbox& out) {
    for (const Proposal& report : promise.accepted) {
        const Vote& highest = proposer.reported[report.slot];
        if (highest.none() || out.below(highest.ballot, report.ballot)) {
            proposer.reported.set(report.slot, {report.ballot, report.value});
        }
    }
}

bool wantsMore(const Proposer& proposer, const Outbox& out) {
    return out.dials.multi ? !proposer.wishes.empty()
                           : proposer.wish != Symbol::none;
}

}  // namespace

// [propose]
// A client asks for a value. The proposer begins with phase 1 (2.2).
void propose(Proposer& proposer, Symbol value, Outbox& out) {
    proposer.attempts = 0;
    if (out.dials.multi) {
        proposeCommand(proposer, value, out);
        return;
    }
    proposer.wish = value;
    out.say(valueProposed, "{proposer} is asked to propose {value}.", proposer,
            value);
    prepare(proposer, out);
}
// [propose]

// [prepare]
// Phase 1(a): the proposer selects a number higher than any it has used or
// seen, and sends a prepare with it to the acceptors (2.2, 2.5).
void prepare(Proposer& proposer, Outbox& out) {
    abandon(proposer);
    proposer.tried = std::max(proposer.tried, proposer.seen) + 1;
    proposer.seen = proposer.tried;
    proposer.ballot = {proposer.tried, proposer.number};
    proposer.phase = Phase::preparing;
    if (!out.dials.multi) proposer.value = proposer.wish;
    const Prepare request{proposer.ballot, unknownInstances(proposer.known)};
    if (out.dials.multi) {
        out.say(ballotPrepared,
                "{proposer} prepares ballot {ballot} for the slots "
                "{instances}. One phase 1 serves all slots that it does not "
                "know (3).",
                proposer, proposer.ballot, request.instances);
    } else {
        out.say(ballotPrepared,
                "{proposer} prepares ballot {ballot}. Its round is one above "
                "the highest it has seen (2.5).",
                proposer, proposer.ballot);
    }
    out.sendToAcceptors(request);
    ++proposer.attempts;
    if (wantsMore(proposer, out)) out.startRetry(proposer, false);
}
// [prepare]

// [count-promises]
// Once a quorum of acceptors has promised, phase 2 can begin (2.2).
void receive(Proposer& proposer, const Promise& promise, ServerId acceptor,
             Outbox& out) {
    const bool counts =
        proposer.phase == Phase::preparing && promise.ballot == proposer.ballot;
    if (!counts) {
        out.say(promiseIgnored,
                "{proposer} ignores {acceptor}'s promise for ballot {ballot}. "
                "Phase 1 of that ballot is over for it.",
                proposer, acceptor, promise.ballot);
        return;
    }
    proposer.promises.insert(acceptor);
    noteReports(proposer, promise, out);
    out.say(promiseCounted,
            "{proposer} counts {acceptor}'s promise for ballot {ballot}. It "
            "has {promises} of the {needed} it needs (2.2).",
            proposer, acceptor, proposer.ballot, proposer.promises.size(),
            out.quorum1());
    if (proposer.promises.size() < out.quorum1()) return;
    if (out.dials.multi) {
        lead(proposer, out);
    } else {
        proposeOneValue(proposer, out);
    }
}
// [count-promises]

// [issue]
// Phase 2(a): the accept request goes to all acceptors; they need not be
// those that promised (2.2).
void issue(Proposer& proposer, Slot slot, Symbol value, Outbox& out) {
    proposer.value = value;
    proposer.accepts.clear();
    if (out.dials.multi) {
        out.say(proposalIssued,
                "{proposer} asks the acceptors to accept {value} in slot "
                "{slot}, ballot {ballot} (2.2).",
                proposer, value, slot, proposer.ballot);
    } else {
        out.say(proposalIssued,
                "{proposer} asks all acceptors to accept {value} in ballot "
                "{ballot}. A quorum of {needed} has promised (2.2).",
                proposer, value, proposer.ballot, out.quorum1());
    }
    out.sendToAcceptors(Accept{{slot, proposer.ballot, value}});
}
// [issue]

// [count-accepts]
// A proposer counts for itself who accepted its proposal: with a quorum, the
// value is chosen.
void receive(Proposer& proposer, const Accepted& message, ServerId acceptor,
             Outbox& out) {
    if (out.dials.multi) {
        hear(proposer, message.proposal, acceptor, out);
        return;
    }
    const Ballot& ballot = message.proposal.ballot;
    const bool counts =
        proposer.phase == Phase::accepting && ballot == proposer.ballot;
    if (!counts) {
        out.say(acceptIgnored,
                "{proposer} ignores that {acceptor} accepted ballot {ballot}. "
                "That attempt is over for it.",
                proposer, acceptor, ballot);
        return;
    }
    proposer.accepts.insert(acceptor);
    out.say(acceptCounted,
            "{proposer} counts that {acceptor} accepted ballot {ballot}. That "
            "makes {votes} of the {needed} it needs (2.2).",
            proposer, acceptor, ballot, proposer.accepts.size(), out.quorum2());
    if (proposer.accepts.size() < out.quorum2()) return;
    proposer.phase = Phase::done;
    proposer.attempts = 0;
    proposer.retry.stop();
    out.say(attemptDone,
            "{proposer} is done: {value} is chosen. {accepts} accepted ballot "
            "{ballot}, and {needed} are enough (2.2).",
            proposer, proposer.value, proposer.accepts, ballot, out.quorum2());
}
// [count-accepts]

// [abandon]
// A proposer that hears of a higher ballot abandons its own: it could not get
// it accepted any more (end of 2.2). It does not try again by itself, unless
// back-off is on.
void receive(Proposer& proposer, const Nack& nack, ServerId acceptor,
             Outbox& out) {
    proposer.seen = std::max(proposer.seen, nack.promised.round);
    const bool over = proposer.phase == Phase::idle ||
                      (proposer.phase == Phase::done && !out.dials.multi);
    if (over || nack.ballot != proposer.ballot) {
        out.say(nackIgnored,
                "{proposer} ignores {acceptor}'s refusal of ballot {ballot}. "
                "That attempt is over for it.",
                proposer, acceptor, nack.ballot);
        return;
    }
    out.say(attemptAbandoned,
            "{proposer} abandons ballot {ballot}. {acceptor} has promised the "
            "higher ballot {promised}, so it would not get through (2.2).",
            proposer, proposer.ballot, acceptor, nack.promised);
    abandon(proposer);
    if (wantsMore(proposer, out)) out.startRetry(proposer, true);
}
// [abandon]

void abandon(Proposer& proposer) {
    proposer.phase = Phase::idle;
    proposer.promises.clear();
    proposer.reported.clear();
    proposer.accepts.clear();
    proposer.retry.stop();
    for (Wish& wish : proposer.wishes)
        wish.slot = 0;
}

// [stable-proposer]
// Only the highest number it has tried is on disk (2.5).
void crash(Proposer& proposer) {
    Proposer after;
    after.server = proposer.server;
    after.number = proposer.number;
    after.tried = proposer.tried;
    after.seen = proposer.tried;
    after.known.server = proposer.server;
    proposer = after;
}
// [stable-proposer]

}  // namespace lockstep::paxos
