// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/invariants.h"

#include "paxos/outbox.h"

namespace lockstep::paxos {
namespace {

int number(Invariant invariant) { return static_cast<int>(invariant); }

Symbol nameOf(const World& world, char letter, std::uint16_t index) {
    return world.setup->symbols.intern(letter + std::to_string(index + 1));
}

Symbol wordOf(const World& world, const Ballot& ballot) {
    return world.setup->symbols.intern(ballotText(ballot));
}

// Agreement and P2b. A tally keeps apart the votes for other values than the
// chosen one: none of them may ever make a quorum, and none may be in a
// higher ballot.
void checkOtherValues(const World& world, const Tally& tally,
                      Verdicts& verdicts) {
    for (const Count& count : tally.counts) {
        if (count.acceptors.size() >= world.quorum2()) {
            verdicts.broken(number(Invariant::agreement),
                            "{first} and {second} are both chosen.",
                            tally.chosen.value, count.value);
        }
        if (world.below(tally.chosen.ballot, count.ballot)) {
            verdicts.broken(number(Invariant::chosenStays),
                            "{value} is chosen in ballot {ballot}, and {other} "
                            "is accepted in ballot {later}.",
                            tally.chosen.value,
                            wordOf(world, tally.chosen.ballot), count.value,
                            wordOf(world, count.ballot));
        }
    }
}

void checkSlot(const World& world, Slot slot, Verdicts& verdicts) {
    const Tally& tally = world.ghosts.observer.tallies[slot];
    if (tally.chosen.none()) return;
    if (!world.ghosts.wasProposed(tally.chosen.value)) {
        verdicts.broken(number(Invariant::validity),
                        "{value} is chosen, and nobody proposed it.",
                        tally.chosen.value);
    }
    if (!tally.counts.empty()) checkOtherValues(world, tally, verdicts);
}

bool isChosen(const World& world, Slot slot, Symbol value) {
    const Tally& tally = world.ghosts.observer.tallies[slot];
    if (tally.chosen.value == value) return true;
    for (const Count& count : tally.counts) {
        if (count.value == value && count.acceptors.size() >= world.quorum2()) {
            return true;
        }
    }
    return false;
}

// Learners learn only what is chosen, and what they know stays.
void checkLearner(const World& world, const Learner& before,
                  const Learner& after, char letter, std::uint16_t index,
                  Verdicts& verdicts) {
    if (before.tallies.last() == 0 && after.tallies.last() == 0) return;
    Slots<Tally>::eachDifference(before.tallies, after.tallies, [&](Slot slot) {
        const Symbol was = before.learned(slot);
        const Symbol is = after.learned(slot);
        if (is == was || is == Symbol::none) return;
        if (!isChosen(world, slot, is)) {
            verdicts.broken(number(Invariant::learnsChosen),
                            "{learner} learned {value} in slot {slot}, "
                            "and it is not chosen there.",
                            nameOf(world, letter, index), is, slot);
        }
        if (was != Symbol::none) {
            verdicts.broken(number(Invariant::executedStays),
                            "{learner} knew {value} in slot {slot}, and "
                            "now has {other} there.",
                            nameOf(world, letter, index), was, slot, is);
        }
    });
}

void checkLearners(const World& before, const World& after,
                   Verdicts& verdicts) {
    const Learner none;
    const bool start = &before == &after;
    for (std::size_t i = 0; i < after.learners.size(); ++i) {
        const Learner& learner = after.learners[i];
        checkLearner(after, start ? none : before.learners[i], learner, 'L',
                     learner.number, verdicts);
    }
    if (!after.dials.multi) return;
    for (std::size_t i = 0; i < after.proposers.size(); ++i) {
        const Proposer& proposer = after.proposers[i];
        checkLearner(after, start ? none : before.proposers[i].known,
                     proposer.known, 'P', proposer.number, verdicts);
    }
}

void checkPromises(const World& before, const World& after,
                   Verdicts& verdicts) {
    for (std::size_t i = 0; i < after.acceptors.size(); ++i) {
        const Ballot& was = before.acceptors[i].promised;
        const Ballot& is = after.acceptors[i].promised;
        if (!after.below(is, was)) continue;
        verdicts.broken(number(Invariant::promisesNeverFall),
                        "{acceptor} had promised ballot {old}, and now goes "
                        "by {ballot}.",
                        nameOf(after, 'A', after.acceptors[i].number),
                        wordOf(after, was), wordOf(after, is));
    }
}

}  // namespace

const std::vector<InvariantSpec>& invariantSpecs() {
    static const std::vector<InvariantSpec> specs{
        {"agreement", "Agreement",
         "Only a single value is chosen; with a log, in each slot.",
         "Paxos Made Simple 2.1"},
        {"validity", "Validity",
         "Only a value that has been proposed may be chosen.",
         "Paxos Made Simple 2.1"},
        {"promises-never-fall", "Promises rise",
         "The ballot that an acceptor has promised never falls.",
         "Paxos Made Simple 2.2, P1a"},
        {"chosen-stays", "Chosen stays",
         "If a value is chosen in a ballot, nothing else is accepted in a "
         "higher one.",
         "Paxos Made Simple 2.2, P2a"},
        {"learns-chosen", "Learned is chosen",
         "A learner never learns that a value has been chosen unless it "
         "actually has been.",
         "Paxos Made Simple 2.1"},
        {"executed-stays", "Learned stays",
         "What a learner has learned for a slot, and so executed, never "
         "changes.",
         "Paxos Made Simple 3"},
    };
    return specs;
}

void check(const World& before, const World& after, Verdicts& verdicts) {
    const auto& observed = after.ghosts.observer.tallies;
    if (&before == &after) {
        for (Slot slot = 1; slot <= observed.last(); ++slot) {
            checkSlot(after, slot, verdicts);
        }
    } else {
        checkPromises(before, after, verdicts);
        Slots<Tally>::eachDifference(
            before.ghosts.observer.tallies, observed,
            [&](Slot slot) { checkSlot(after, slot, verdicts); });
    }
    checkLearners(before, after, verdicts);
}

}  // namespace lockstep::paxos
