// SPDX-License-Identifier: GPL-3.0-or-later
// The follower's side of log replication (§5.3).
#include <algorithm>

#include "raft/election.h"
#include "raft/events.h"
#include "raft/membership.h"
#include "raft/replication.h"

namespace lockstep::raft {
namespace {

void sayConfiguration(const Server& node, Outbox& out) {
    const Configuration& now = node.configuration;
    if (now.joint()) {
        out.say(configurationTaken,
                "{server} goes by the joint configuration of {old} and "
                "{members} from now on. A server uses the latest one in its "
                "log, committed or not (§6).",
                node.id, now.old(), now.members());
    } else {
        out.say(configurationTaken,
                "{server} goes by the configuration {members} from now on. A "
                "server uses the latest one in its log, committed or not "
                "(§6).",
                node.id, now.members());
    }
}

// [resolve-conflict]
// An entry that differs from the leader's at the same index is deleted, with
// all that follow it; entries that are there already stay (§5.3).
void store(Server& node, const AppendEntries& append, Outbox& out) {
    Index index = append.prevLogIndex;
    for (const Entry& entry : append.entries) {
        ++index;
        const bool replaced = index <= node.log.snapshotIndex();
        if (replaced || node.log.has(index, entry.term)) continue;
        if (index <= node.log.lastIndex()) {
            out.say(entriesDeleted,
                    "{server} deletes its entries from index {index} on. Its "
                    "entry there is of term {own}, the leader's of term "
                    "{term} (§5.3).",
                    node.id, index, node.log.termAt(index), entry.term);
            node.log.deleteFrom(index);
            if (index <= node.configurationIndex) useLatestConfiguration(node);
        }
        node.log.append(entry);
        if (entry.configuration.empty()) continue;
        node.configuration = entry.configuration;
        node.configurationIndex = index;
        sayConfiguration(node, out);
    }
}
// [resolve-conflict]

// Where the logs may part, for the fast back-up at the end of §5.3: the term
// of the conflicting entry and the first index it stores for that term.
void nameConflict(const Log& log, AppendReply& reply) {
    if (reply.index > log.lastIndex()) {
        reply.conflictIndex = log.lastIndex() + 1;
        return;
    }
    reply.conflictTerm = log.termAt(reply.index);
    reply.conflictIndex = reply.index;
    while (reply.conflictIndex > log.firstIndex() &&
           log.termAt(reply.conflictIndex - 1) == reply.conflictTerm) {
        --reply.conflictIndex;
    }
}

// [learn-commit]
// A follower learns from the leader how far the log is committed, but counts
// only what it knows to match: up to the last new entry (§5.3).
void learnCommit(Server& node, const AppendEntries& append, Outbox& out) {
    const auto lastNew =
        append.prevLogIndex + static_cast<Index>(append.entries.size());
    const Index known =
        std::min({append.leaderCommit, lastNew, node.log.lastIndex()});
    if (known <= node.commitIndex) return;
    node.commitIndex = known;
    out.say(commitLearned,
            "{server} learns that index {index} is committed. It applies what "
            "it had not applied yet (§5.3).",
            node.id, node.commitIndex);
    applyCommitted(node, out);
}
// [learn-commit]

void refuse(Server& node, AppendReply reply, ServerId leader, Outbox& out) {
    nameConflict(node.log, reply);
    out.say(appendRefused,
            "{server} refuses {leader}'s entries. Its log has no entry of the "
            "leader's term at index {index}, where they would follow on "
            "(§5.3).",
            node.id, leader, reply.index);
    out.send(leader, reply);
}

}  // namespace

void followLeader(Server& node, ServerId leader, Outbox& out) {
    const bool stood =
        node.role == Role::candidate || node.role == Role::precandidate;
    if (stood) {
        out.say(steppedDown,
                "{server} gives up its election: {leader} leads term {term} "
                "(§5.2).",
                node.id, leader, node.currentTerm);
        becomeFollower(node, out);
    }
    node.knownLeader = leader;
    out.restart(node.electionTimer, out.electionTimeout());
}

// [append-entries]
// A follower appends what the leader sends only if its own log has the entry
// just before, with the same term: the consistency check (§5.3).
void receive(Server& node, const AppendEntries& append, ServerId leader,
             Outbox& out) {
    if (append.term > node.currentTerm) adoptTerm(node, append.term, out);

    AppendReply reply{node.currentTerm, false,        append.prevLogIndex, 0, 0,
                      append.round,     append.sentAt};
    if (append.term < node.currentTerm) {
        out.say(appendRefused,
                "{server} refuses {leader}'s message. It is of the older term "
                "{old}, and {server} is in term {term} (§5.1).",
                node.id, leader, append.term, node.currentTerm);
        out.send(leader, reply);
        return;
    }
    followLeader(node, leader, out);

    const bool matches = node.log.has(append.prevLogIndex, append.prevLogTerm);
    if (!matches && !out.has(Flaw::skipsConsistencyCheck)) {
        refuse(node, reply, leader, out);
        return;
    }
    const Index before = node.log.lastIndex();
    store(node, append, out);
    if (append.entries.empty()) {
        out.say(heartbeatHeard,
                "{server} hears {leader}'s heartbeat. Its election timer "
                "starts again (§5.2).",
                node.id, leader);
    } else if (node.log.lastIndex() != before) {
        out.say(entriesAppended,
                "{server} stores the leader's log up to index {index}. Its "
                "log agrees with {leader}'s up to there (§5.3).",
                node.id, node.log.lastIndex(), leader);
    }
    learnCommit(node, append, out);
    reply.success = true;
    reply.index =
        append.prevLogIndex + static_cast<Index>(append.entries.size());
    out.send(leader, reply);
}
// [append-entries]

}  // namespace lockstep::raft
