// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/membership.h"

#include "raft/election.h"
#include "raft/events.h"
#include "raft/replication.h"

namespace lockstep::raft {
namespace {

// More rounds than this, and a newcomer is too slow (dissertation 4.2.1).
constexpr int mostRounds = 10;

ServerSet with(ServerSet some, ServerSet more) {
    return ServerSet(some.bits() | more.bits());
}
ServerSet without(ServerSet some, ServerSet fewer) {
    return ServerSet(some.bits() & ~fewer.bits());
}

// Why a change cannot begin, said; false if it can.
bool refuses(const Server& node, ServerSet added, ServerSet removed,
             Outbox& out) {
    const ServerSet members = node.configuration.members();
    const bool underWay = node.change || node.configuration.joint() ||
                          node.configurationIndex > node.commitIndex;
    const bool several = added.size() + removed.size() > 1;
    if (underWay && !out.has(Flaw::twoChanges)) {
        out.say(changeRefused,
                "{server} refuses to change the cluster. One change is under "
                "way, and the next can begin once that is committed "
                "(dissertation 4.1).",
                node.id);
    } else if (several && out.dials.membership == Membership::single &&
               !out.has(Flaw::twoChanges)) {
        out.say(changeRefused,
                "{server} refuses to change the cluster. Majorities of the "
                "old and the new set might have no server in common; one "
                "server at a time, or joint consensus, is safe (§6).",
                node.id);
    } else if (node.transferTarget) {
        out.say(changeRefused,
                "{server} refuses to change the cluster. It hands over to "
                "{target}.",
                node.id, *node.transferTarget);
    } else if (!(members & added).empty()) {
        out.say(changeRefused,
                "{server} refuses to add {added}. It is a member already.",
                node.id, members & added);
    } else if (!without(removed, members).empty()) {
        out.say(changeRefused,
                "{server} refuses to remove {removed}. It is no member.",
                node.id, without(removed, members));
    } else if (without(with(members, added), removed).empty()) {
        out.say(changeRefused,
                "{server} refuses to remove {removed}. Nobody would be left.",
                node.id, removed);
    } else {
        return false;
    }
    return true;
}

// [new-configuration]
// A server goes by the latest configuration in its log, committed or not; so
// the leader counts by the new one from here on (§6).
void appendConfiguration(Server& node, const Configuration& next, Outbox& out) {
    node.log.append({node.currentTerm, Symbol::none, false, next});
    node.configuration = next;
    node.configurationIndex = node.log.lastIndex();
    if (next.joint()) {
        out.say(configurationAppended,
                "{server} appends the joint configuration of {old} and "
                "{members} at index {index}. Until it is committed, and the "
                "new one after it, a majority of each set must agree (§6).",
                node.id, next.old(), next.members(), node.configurationIndex);
    } else {
        out.say(configurationAppended,
                "{server} appends the configuration {members} at index "
                "{index}. It counts by it at once, committed or not (§6).",
                node.id, next.members(), node.configurationIndex);
    }
    replicate(node, out);
    advanceCommit(node, out);
}
// [new-configuration]

void beginRound(Server& node, Outbox& out) {
    Change& change = *node.change;
    ++change.round;
    change.roundEnd = node.log.lastIndex();
    change.roundBegan = out.now();
    out.say(catchUpRound,
            "{server} sends {newcomers} its log up to index {index}, round "
            "{round}. Who has not caught up does not vote yet (dissertation "
            "4.2.1).",
            node.id, change.newcomers, change.roundEnd, change.round);
    replicate(node, out);
}

bool roundEnded(const Server& node) {
    for (ServerId id : node.change->newcomers) {
        const Index stored = node.peers[id.index].matchIndex;
        if (stored < node.change->roundEnd) return false;
    }
    return true;
}

// [catch-up]
// A newcomer gets the log before it votes, in rounds: what has come in during
// one goes out in the next. Once a round takes less than an election timeout
// it is close enough (dissertation 4.2.1). True if nobody lags.
bool caughtUp(Server& node, Outbox& out) {
    const Change& change = *node.change;
    if (change.newcomers.empty() || !out.dials.catchUp) return true;
    if (change.round == 0) beginRound(node, out);
    while (roundEnded(node)) {
        const Duration took = out.since(change.roundBegan);
        if (out.timeless || took < out.electionTimeout().low) return true;
        if (change.round == mostRounds) {
            out.say(changeRefused,
                    "{server} gives up adding {newcomers}. After {rounds} "
                    "rounds it still lags behind (dissertation 4.2.1).",
                    node.id, change.newcomers, mostRounds);
            node.change.reset();
            return false;
        }
        beginRound(node, out);
    }
    return false;
}
// [catch-up]

// [leave-joint]
// A committed joint configuration is followed by the new one alone; and once a
// configuration without the leader is committed, it steps down (§6).
void finishCommitted(Server& node, Outbox& out) {
    if (node.configuration.joint()) {
        appendConfiguration(node, Configuration(node.configuration.members()),
                            out);
    } else if (!node.configuration.has(node.id)) {
        out.say(steppedDown,
                "{server} steps down. The configuration without it is "
                "committed (§6).",
                node.id);
        becomeFollower(node, out);
        node.knownLeader.reset();
    }
}
// [leave-joint]

}  // namespace

// [change-membership]
// One server at a time: then a majority of the old set and one of the new
// always share a server. Or any number by joint consensus, in two steps
// (dissertation 4.1, 4.3).
void changeMembership(Server& node, ServerSet added, ServerSet removed,
                      Outbox& out) {
    if (refuses(node, added, removed, out)) {
        // The change under way may be an older leader's: it is committed with
        // an entry of this term, or never.
        if (!committedInOwnTerm(node)) {
            openTerm(node, out);
            replicate(node, out);
        }
        return;
    }
    ServerSet members = node.configuration.members();
    if (node.change) {
        // Only with the flaw two-changes: both at once.
        members = node.change->target.members();
        added = with(added, node.change->newcomers);
    }
    Change change;
    change.target = Configuration(without(with(members, added), removed));
    change.newcomers = added;
    node.change = change;
    node.peers.resize(out.clusterSize());
    for (ServerId id : added)
        node.peers[id.index] = Progress{};
    out.say(changeAsked, "{server} is to change the cluster to {members} (§6).",
            node.id, change.target.members());
    continueChange(node, out);
}

// A leader whose term has no committed entry yet might not know that an older
// leader's change is still under way; so it commits one first, which mends
// the published algorithm (raft-dev, 10 July 2015).
void continueChange(Server& node, Outbox& out) {
    if (node.configurationIndex <= node.commitIndex) {
        finishCommitted(node, out);
    }
    if (node.role != Role::leader || !node.change) return;
    if (!committedInOwnTerm(node) && !out.has(Flaw::changesTooEarly)) {
        openTerm(node, out);
        replicate(node, out);
        advanceCommit(node, out);
        return;
    }
    if (!caughtUp(node, out)) return;
    const ServerSet target = node.change->target.members();
    node.change.reset();
    const bool joint = out.dials.membership == Membership::joint;
    appendConfiguration(
        node,
        joint ? Configuration(target, node.configuration.members())
              : Configuration(target),
        out);
}
// [change-membership]

ConfigurationAt configurationAt(const Server& node, Index index) {
    for (; node.log.stores(index); --index) {
        const Entry& entry = node.log[index];
        if (!entry.configuration.empty()) return {entry.configuration, index};
    }
    if (node.snapshot) {
        return {node.snapshot->configuration,
                node.snapshot->configurationIndex};
    }
    return {node.founding, 0};
}

void useLatestConfiguration(Server& node) {
    const auto latest = configurationAt(node, node.log.lastIndex());
    node.configuration = latest.configuration;
    node.configurationIndex = latest.index;
}

// [may-stand]
bool mayStand(const Server& node) {
    if (node.configuration.has(node.id)) return true;
    const Index latest = node.configurationIndex;
    if (latest <= node.commitIndex) return false;
    return configurationAt(node, latest - 1).configuration.has(node.id);
}
// [may-stand]

}  // namespace lockstep::raft
