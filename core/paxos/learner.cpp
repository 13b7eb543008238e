// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/learner.h"

#include <algorithm>

#include "paxos/events.h"
#include "paxos/outbox.h"

namespace lockstep::paxos {
namespace {

// Notes the vote in its ballot's count, and returns that.
const Count* noteVote(Tally& tally, const Proposal& proposal,
                      ServerId acceptor) {
    auto found = std::find_if(tally.counts.begin(), tally.counts.end(),
                              [&](const Count& count) {
                                  return count.ballot == proposal.ballot &&
                                         count.value == proposal.value;
                              });
    if (found == tally.counts.end()) {
        tally.counts.push_back({proposal.ballot, proposal.value, {}});
        found = tally.counts.end() - 1;
    }
    if (found->acceptors.contains(acceptor)) return nullptr;
    found->acceptors.insert(acceptor);
    return &*found;
}

// [execute]
// Commands are executed in the order of their slots: a slot that is not
// learned yet holds up all behind it (3).
void execute(Learner& learner) {
    while (learner.learned(learner.executed + 1) != Symbol::none) {
        ++learner.executed;
    }
}
// [execute]

void tellLearned(const Learner& learner, const Proposal& proposal,
                 ServerSet voters, Slot executedBefore, Outbox& out) {
    if (!out.dials.multi) {
        out.say(valueLearned,
                "{learner} learns that {value} is chosen. {voters} "
                "accepted ballot {ballot}, a quorum of {needed} (2.3).",
                learner, proposal.value, voters, proposal.ballot,
                out.quorum2());
        return;
    }
    out.say(valueLearned,
            "{learner} learns that {value} is chosen in slot {slot}. {voters} "
            "accepted it in ballot {ballot} (2.3).",
            learner, proposal.value, proposal.slot, voters, proposal.ballot);
    if (learner.executed > executedBefore) {
        out.say(slotsExecuted,
                "{learner} executes the commands up to slot {slot}. It knows "
                "all of them, in order (3).",
                learner, learner.executed);
    } else {
        out.say(executionHeld,
                "{learner} cannot execute slot {slot} yet. Slot {gap} before "
                "it is not learned, and commands are executed in order (3).",
                learner, proposal.slot, learner.executed + 1);
    }
}

}  // namespace

// [count-votes]
// A value is chosen when a quorum of acceptors has accepted one and the same
// ballot, not just the same value (2.2, 2.3).
Counted countVote(Learner& learner, const Proposal& proposal, ServerId acceptor,
                  int quorum) {
    Tally tally = learner.tallies[proposal.slot];
    if (tally.chosen.value == proposal.value) return Counted::nothing;
    const Count* count = noteVote(tally, proposal, acceptor);
    if (!count) return Counted::nothing;
    const bool first = tally.chosen.none();
    const bool chosen = first && count->acceptors.size() >= quorum;
    if (chosen) {
        tally.chosen = {proposal.ballot, proposal.value};
        const auto same = std::remove_if(
            tally.counts.begin(), tally.counts.end(),
            [&](const Count& one) { return one.value == proposal.value; });
        tally.counts.erase(same, tally.counts.end());
    }
    learner.tallies.set(proposal.slot, tally);
    if (chosen) execute(learner);
    return chosen ? Counted::chosen : Counted::vote;
}
// [count-votes]

ServerSet votersFor(const Tally& tally, const Ballot& ballot) {
    for (const Count& count : tally.counts) {
        if (count.ballot == ballot) return count.acceptors;
    }
    return {};
}

// [learn]
// Each acceptor tells each learner what it accepts. A learner knows that a
// value is chosen once a quorum has told it of the same proposal (2.3).
void receive(Learner& learner, const Learn& learn, ServerId acceptor,
             Outbox& out) {
    const Proposal& proposal = learn.proposal;
    ServerSet voters =
        votersFor(learner.tallies[proposal.slot], proposal.ballot);
    voters.insert(acceptor);
    const Slot executedBefore = learner.executed;
    const bool known = learner.learned(proposal.slot) != Symbol::none;
    const Counted counted =
        known ? Counted::nothing
              : countVote(learner, proposal, acceptor, out.quorum2());
    switch (counted) {
        case Counted::chosen:
            tellLearned(learner, proposal, voters, executedBefore, out);
            return;
        case Counted::vote:
            out.say(voteCounted,
                    "{learner} hears that {acceptor} accepted {value} in "
                    "ballot {ballot}. That makes {votes} of the {needed} it "
                    "needs to hear from (2.3).",
                    learner, acceptor, proposal.value, proposal.ballot,
                    voters.size(), out.quorum2());
            return;
        case Counted::nothing:
            out.say(voteKnown,
                    "{learner} hears from {acceptor} about ballot {ballot}. "
                    "It learns nothing new.",
                    learner, acceptor, proposal.ballot);
    }
}
// [learn]

}  // namespace lockstep::paxos
