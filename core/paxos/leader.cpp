// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/leader.h"

#include <algorithm>

#include "paxos/events.h"
#include "paxos/outbox.h"

namespace lockstep::paxos {
namespace {

// A command that was reported is proposed again anyway, so it needs no slot
// of its own.
void placeWish(Proposer& proposer, Slot slot, Symbol value) {
    for (Wish& wish : proposer.wishes) {
        if (wish.slot != 0 || wish.value != value) continue;
        wish.slot = slot;
        return;
    }
}

// A command that is chosen is wanted no longer; one whose slot went to
// another still needs one.
void settleWish(Proposer& proposer, Slot slot, Symbol value) {
    for (Wish& wish : proposer.wishes) {
        if (wish.slot == slot && wish.value != value) wish.slot = 0;
    }
    const auto granted =
        std::find_if(proposer.wishes.begin(), proposer.wishes.end(),
                     [&](const Wish& wish) { return wish.value == value; });
    if (granted != proposer.wishes.end()) proposer.wishes.erase(granted);
}

// [fix-slots]
// In a slot where something was reported, the leader proposes that again: it
// may be chosen already (3).
void fixReported(Proposer& proposer, Slot last, Outbox& out) {
    for (Slot slot = proposer.known.executed + 1; slot <= last; ++slot) {
        const Vote vote = proposer.reported[slot];
        const bool known = proposer.known.learned(slot) != Symbol::none;
        if (known || vote.none()) continue;
        out.say(slotFixed,
                "{value} is fixed for slot {slot}. It was reported there in "
                "ballot {ballot}, so it may be chosen already (3).",
                vote.value, slot, vote.ballot);
        placeWish(proposer, slot, vote.value);
        issue(proposer, slot, vote.value, out);
    }
}
// [fix-slots]

// [fill-gaps]
// The slots in between are free. The leader fills them at once with no-ops,
// so that the commands behind them can be executed (3).
void fillGaps(Proposer& proposer, Slot last, Outbox& out) {
    for (Slot slot = proposer.known.executed + 1; slot <= last; ++slot) {
        const bool known = proposer.known.learned(slot) != Symbol::none;
        if (known || !proposer.reported[slot].none()) continue;
        out.say(gapFilled,
                "Slot {slot} is a gap, and {proposer} fills it with a no-op. "
                "The commands behind it wait to be executed (3).",
                slot, proposer);
        issue(proposer, slot, out.noop(), out);
    }
}
// [fill-gaps]

// [next-slot]
// A leader proposes a command for the next slot without phase 1: its promises
// hold for all slots (3).
void proposeWishes(Proposer& proposer, Outbox& out) {
    for (std::size_t i = 0; i < proposer.wishes.size(); ++i) {
        if (proposer.wishes[i].slot != 0) continue;
        proposer.wishes[i].slot = proposer.next;
        issue(proposer, proposer.next++, proposer.wishes[i].value, out);
    }
}
// [next-slot]

// A leader is done while nothing that it proposed is open.
void updatePhase(Proposer& proposer) {
    const bool open = proposer.known.executed + 1 < proposer.next;
    proposer.phase = open ? Phase::accepting : Phase::done;
    if (open) return;
    proposer.attempts = 0;
    proposer.retry.stop();
}

}  // namespace

bool leads(const Proposer& proposer) {
    return proposer.phase == Phase::accepting || proposer.phase == Phase::done;
}

void proposeCommand(Proposer& proposer, Symbol value, Outbox& out) {
    proposer.wishes.push_back({value, 0});
    if (leads(proposer)) {
        out.say(valueProposed,
                "{proposer} is asked for {value}. It leads with ballot "
                "{ballot}, so it needs no phase 1 (3).",
                proposer, value, proposer.ballot);
        proposeWishes(proposer, out);
        updatePhase(proposer);
        if (!proposer.retry.running) out.startRetry(proposer, false);
        return;
    }
    out.say(valueProposed,
            "{proposer} is asked for {value}. It does not lead yet, so it "
            "begins with phase 1 (3).",
            proposer, value);
    if (proposer.phase == Phase::preparing) {
        out.say(commandQueued,
                "{value} waits until a quorum has promised ballot {ballot}.",
                value, proposer.ballot);
        if (!proposer.retry.running) out.startRetry(proposer, false);
        return;
    }
    prepare(proposer, out);
}

Instances unknownInstances(const Learner& known) {
    Instances instances{known.executed + 1, {}};
    for (Slot slot = instances.from; slot <= known.tallies.last(); ++slot) {
        if (known.learned(slot) != Symbol::none) {
            instances.known.push_back(slot);
        }
    }
    return instances;
}

// [lead]
// With promises from a quorum for all slots that it does not know, the
// proposer leads: it fixes what may be chosen already, fills the gaps, and
// goes on behind (3).
void lead(Proposer& proposer, Outbox& out) {
    Slot last = proposer.reported.last();
    const Learner& known = proposer.known;
    for (Slot slot = known.tallies.last(); slot > last; --slot) {
        if (known.learned(slot) != Symbol::none) last = slot;
    }
    last = std::max(last, known.executed);
    out.say(leaderBegan,
            "{proposer} leads with ballot {ballot}. {promises} have promised "
            "it for all slots, and {needed} are enough (3).",
            proposer, proposer.ballot, proposer.promises, out.quorum1());
    proposer.next = last + 1;
    fixReported(proposer, last, out);
    fillGaps(proposer, last, out);
    proposeWishes(proposer, out);
    updatePhase(proposer);
}
// [lead]

// [leader-learns]
// The leader is a learner in all slots: it hears from the acceptors what they
// accept, its own proposals and others' (3).
void hear(Proposer& proposer, const Proposal& proposal, ServerId acceptor,
          Outbox& out) {
    Learner& known = proposer.known;
    const bool settled = known.learned(proposal.slot) != Symbol::none;
    ServerSet voters = votersFor(known.tallies[proposal.slot], proposal.ballot);
    voters.insert(acceptor);
    const Counted counted =
        settled ? Counted::nothing
                : countVote(known, proposal, acceptor, out.quorum2());
    if (counted == Counted::nothing) {
        out.say(voteKnown,
                "{proposer} hears from {acceptor} about slot {slot}. It "
                "learns nothing new.",
                proposer, acceptor, proposal.slot);
        return;
    }
    if (proposal.ballot == proposer.ballot) proposer.accepts = voters;
    if (counted == Counted::vote) {
        out.say(acceptCounted,
                "{proposer} counts that {acceptor} accepted slot {slot} in "
                "ballot {ballot}. That makes {votes} of the {needed} it needs "
                "(2.2).",
                proposer, acceptor, proposal.slot, proposal.ballot,
                voters.size(), out.quorum2());
        return;
    }
    out.say(attemptDone,
            "{proposer} knows that {value} is chosen in slot {slot}. A quorum "
            "of {needed} accepted ballot {ballot} (2.2).",
            proposer, proposal.value, proposal.slot, out.quorum2(),
            proposal.ballot);
    settleWish(proposer, proposal.slot, proposal.value);
    if (!leads(proposer)) return;
    proposer.next =
        std::max(proposer.next, std::max(known.executed, proposal.slot) + 1);
    proposeWishes(proposer, out);
    updatePhase(proposer);
}
// [leader-learns]

}  // namespace lockstep::paxos
