// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/invariants.h"

#include <algorithm>

#include "raft/client_invariants.h"

namespace lockstep::raft {
namespace {

// Election Safety: at most one leader is elected in a term.
void checkElection(const World& before, const World& after,
                   Verdicts& verdicts) {
    const auto& led = after.ghosts.leaderships;
    for (std::size_t i = before.ghosts.leaderships.size(); i < led.size();
         ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (led[j].term != led[i].term || led[j].leader == led[i].leader) {
                continue;
            }
            verdicts.broken(number(Invariant::electionSafety),
                            "{first} and {second} both lead term {term}.",
                            led[j].leader, led[i].leader, led[i].term);
        }
    }
}

// Leader Append-Only: a leader never overwrites or deletes entries in its log.
void checkAppendOnly(const Server& before, const Server& after,
                     Index firstChanged, Verdicts& verdicts) {
    const bool stillLeads = before.role == Role::leader &&
                            after.role == Role::leader &&
                            before.currentTerm == after.currentTerm;
    if (!stillLeads || firstChanged > before.log.lastIndex()) return;
    verdicts.broken(number(Invariant::leaderAppendOnly),
                    "{leader} leads term {term}, and changed its own entry at "
                    "index {index}.",
                    after.id, after.currentTerm, firstChanged);
}

// Log Matching: if two logs contain an entry with the same index and term,
// they are identical up to that index. As it held before the step, it is
// enough to look at each changed entry and the one before it.
void checkMatching(const World& world, const Server& server, Index firstChanged,
                   Verdicts& verdicts) {
    for (Index index = firstChanged; index <= server.log.lastIndex(); ++index) {
        for (const Server& other : world.servers) {
            if (other.id == server.id || !other.log.stores(index) ||
                !other.log.has(index, server.log.termAt(index))) {
                continue;
            }
            const bool before =
                index == other.log.firstIndex() ||
                other.log.termAt(index - 1) == server.log.termAt(index - 1);
            if (before && other.log[index] == server.log[index]) continue;
            verdicts.broken(number(Invariant::logMatching),
                            "{a} and {b} both have an entry of term {term} at "
                            "index {index}, but their logs differ up to there.",
                            server.id, other.id, server.log.termAt(index),
                            index);
        }
    }
}

// Whether a server's entry is the one that was committed. What only a given
// snapshot had is not known, and counts as the same.
bool same(const Entry& committed, const Entry& entry) {
    return committed.term == 0 || committed == entry;
}

// The first committed index that a leader of this term should have and has
// not; 0 if it has all.
Index missing(const World& world, const Log& log, Term term,
              std::size_t from = 0) {
    const auto& committed = world.ghosts.committed;
    for (std::size_t i = from; i < committed.size(); ++i) {
        if (committed[i].inTerm >= term) continue;
        const auto index = static_cast<Index>(i + 1);
        if (index <= log.snapshotIndex()) continue;
        if (index > log.lastIndex() || !same(committed[i].entry, log[index])) {
            return index;
        }
    }
    return 0;
}

// Leader Completeness: an entry committed in a term is in the logs of the
// leaders of all later terms.
void checkCompleteness(const World& before, const World& after,
                       Verdicts& verdicts) {
    const bool newLeader =
        before.ghosts.leaderships.size() != after.ghosts.leaderships.size();
    const std::size_t known = before.ghosts.committed.size();
    if (!newLeader && known == after.ghosts.committed.size()) return;
    for (const Server& server : after.servers) {
        if (server.role != Role::leader) continue;
        const Index index = missing(after, server.log, server.currentTerm,
                                    newLeader ? 0 : known);
        if (index == 0) continue;
        verdicts.broken(number(Invariant::leaderCompleteness),
                        "{leader} leads term {term} without the entry that "
                        "was committed at index {index}.",
                        server.id, server.currentTerm, index);
    }
}

// State Machine Safety: no two servers apply different entries at an index.
void checkMachine(const World& world, const Server& before, const Server& after,
                  Verdicts& verdicts) {
    const Index from =
        before.lastApplied <= after.lastApplied ? before.lastApplied : 0;
    for (Index index = from + 1; index <= after.lastApplied; ++index) {
        if (!after.log.stores(index)) continue;
        if (same(world.ghosts.committed[index - 1].entry, after.log[index])) {
            continue;
        }
        verdicts.broken(number(Invariant::stateMachineSafety),
                        "{server} applies another entry at index {index} than "
                        "was applied there before.",
                        after.id, index);
    }
}

void checkServer(const World& before, const World& after, ServerId id,
                 Verdicts& verdicts) {
    const Server& was = before.server(id);
    const Server& is = after.server(id);
    const Index firstChanged = Log::firstDifference(was.log, is.log);
    checkAppendOnly(was, is, firstChanged, verdicts);
    checkMatching(after, is, firstChanged, verdicts);
    checkMachine(after, was, is, verdicts);
    checkSnapshot(after, was, is, verdicts);
    checkOnce(after, was, is, verdicts);
    if (is.currentTerm < was.currentTerm) {
        verdicts.broken(number(Invariant::termsNeverFall),
                        "{server} went back from term {old} to term {term}.",
                        id, was.currentTerm, is.currentTerm);
    }
    const bool stayedUp = before.up(id) && after.up(id);
    if (stayedUp && is.commitIndex < was.commitIndex) {
        verdicts.broken(number(Invariant::commitNeverFalls),
                        "{server} took back what it knew to be committed, "
                        "from index {old} to {index}.",
                        id, was.commitIndex, is.commitIndex);
    }
    const bool sameTerm = is.currentTerm == was.currentTerm;
    if (sameTerm && was.votedFor && is.votedFor != was.votedFor) {
        verdicts.broken(number(Invariant::oneVoteATerm),
                        "{server} no longer knows that it voted for {voted} "
                        "in term {term}.",
                        id, *was.votedFor, is.currentTerm);
    }
}

// The claims about a start that a scenario gives: there is no step before it.
void checkStart(const World& world, Verdicts& verdicts) {
    for (const Server& server : world.servers) {
        checkMatching(world, server, server.log.firstIndex(), verdicts);
        checkMachine(world, Server{}, server, verdicts);
    }
}

}  // namespace

const std::vector<InvariantSpec>& invariantSpecs() {
    static const std::vector<InvariantSpec> specs{
        {"election-safety", "Election safety",
         "At most one leader is elected in a term.", "Raft, Figure 3"},
        {"leader-append-only", "Append-only",
         "A leader never overwrites or deletes entries in its log; it only "
         "appends.",
         "Raft, Figure 3"},
        {"log-matching", "Log matching",
         "If two logs have an entry with the same index and term, they are "
         "the same up to that index.",
         "Raft, Figure 3"},
        {"leader-completeness", "Completeness",
         "An entry that is committed in a term is in the logs of the leaders "
         "of all later terms.",
         "Raft, Figure 3"},
        {"state-machine-safety", "Machine safety",
         "No two servers apply different entries at the same index.",
         "Raft, Figure 3"},
        {"terms-never-fall", "Terms rise", "A server's term never falls.",
         "Raft §5.1"},
        {"commit-never-falls", "Commit rises",
         "What a server knows to be committed never becomes less while it is "
         "up.",
         "Raft, Figure 2"},
        {"one-vote-a-term", "One vote",
         "A server votes for one candidate a term, and a restart does not "
         "change that.",
         "Raft §5.2"},
        {"commands-once", "Exactly once",
         "No command is executed twice, however often its client sends it.",
         "Raft §8"},
        {"linearizable-reads", "Reads",
         "A read sees all that was committed before it was asked.", "Raft §8"},
    };
    return specs;
}

void check(const World& before, const World& after, Verdicts& verdicts) {
    if (&before == &after) {
        checkStart(after, verdicts);
        return;
    }
    checkElection(before, after, verdicts);
    checkCompleteness(before, after, verdicts);
    checkReads(before.ghosts, after.ghosts, verdicts);
    for (const Server& server : before.servers) {
        checkServer(before, after, server.id, verdicts);
    }
}

bool checksAlone(const World& before, const World& after, ServerId id) {
    const Log& log = after.server(id).log;
    const Index firstChanged = Log::firstDifference(before.server(id).log, log);
    const Ghosts& were = before.ghosts;
    return firstChanged > log.lastIndex() &&
           were.leaderships.size() == after.ghosts.leaderships.size() &&
           were.committed.size() == after.ghosts.committed.size();
}

void remember(World& world, const Server& server, Role roleBefore,
              Term termBefore, Index appliedBefore) {
    Ghosts& ghosts = world.ghosts;
    const bool leads = server.role == Role::leader;
    const bool newly =
        roleBefore != Role::leader || termBefore != server.currentTerm;
    if (leads && newly) {
        ghosts.leaderships.pushBack({server.currentTerm, server.id});
    }
    for (Index index = appliedBefore + 1; index <= server.lastApplied;
         ++index) {
        if (index <= ghosts.committed.size()) continue;
        const Entry entry =
            server.log.stores(index) ? server.log[index] : Entry{};
        ghosts.committed.pushBack({entry, server.currentTerm});
    }
}

}  // namespace lockstep::raft
