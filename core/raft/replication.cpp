// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/replication.h"

#include <algorithm>
#include <array>

#include "raft/election.h"
#include "raft/events.h"

namespace lockstep::raft {
namespace {

// [send-append]
// Entries from nextIndex on, after the index and term of the entry before
// them, so that the follower can check that its log agrees (§5.3).
void sendAppend(Server& node, ServerId follower, Outbox& out) {
    Progress& peer = node.peers[follower.index];
    AppendEntries append;
    append.term = node.currentTerm;
    append.prevLogIndex = peer.nextIndex - 1;
    append.prevLogTerm = node.log.termAt(append.prevLogIndex);
    append.leaderCommit = node.commitIndex;
    const Index end = std::min(node.log.lastIndex(),
                               append.prevLogIndex + out.dials.batch);
    for (Index index = peer.nextIndex; index <= end; ++index) {
        append.entries.push_back(node.log[index]);
    }
    peer.awaitingReply = true;
    out.send(follower, append);
}
// [send-append]

// [resolve-conflict]
// An entry that differs from the leader's at the same index is deleted, with
// all that follow it; entries that are there already stay (§5.3).
void store(Server& node, const AppendEntries& append, Outbox& out) {
    Index index = append.prevLogIndex;
    for (const Entry& entry : append.entries) {
        ++index;
        if (node.log.has(index, entry.term)) continue;
        if (index <= node.log.lastIndex()) {
            out.say(entriesDeleted,
                    "{server} deletes its entries from index {index} on. Its "
                    "entry there is of term {own}, the leader's of term "
                    "{term} (§5.3).",
                    node.id, index, node.log.termAt(index), entry.term);
            node.log.deleteFrom(index);
        }
        node.log.append(entry);
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
    while (reply.conflictIndex > 1 &&
           log.termAt(reply.conflictIndex - 1) == reply.conflictTerm) {
        --reply.conflictIndex;
    }
}

// [fast-back-up]
// One refusal for each conflicting term rather than for each entry: past the
// leader's own last entry of that term, or to the follower's first one.
Index afterConflict(const Log& log, const AppendReply& reply) {
    Index index = log.lastIndex();
    while (index > 0 && log.termAt(index) > reply.conflictTerm) --index;
    const bool shared =
        reply.conflictTerm > 0 && log.has(index, reply.conflictTerm);
    return shared ? index + 1 : reply.conflictIndex;
}
// [fast-back-up]

// The highest index that a quorum stores.
Index highestOnQuorum(const Server& node, const Outbox& out) {
    std::array<Index, mostServers> stored{};
    std::size_t count = 0;
    stored[count++] = node.log.lastIndex();
    for (ServerId other : out.others()) {
        stored[count++] = node.peers[other.index].matchIndex;
    }
    const auto end = stored.begin() + static_cast<std::ptrdiff_t>(count);
    std::sort(stored.begin(), end, std::greater<>());
    return stored[static_cast<std::size_t>(out.quorum() - 1)];
}

// [learn-commit]
// A follower learns from the leader how far the log is committed, but counts
// only what it knows to match: up to the last new entry (§5.3).
void learnCommit(Server& node, const AppendEntries& append, Outbox& out) {
    const auto lastNew = append.prevLogIndex +
                         static_cast<Index>(append.entries.size());
    const Index known = std::min(
        {append.leaderCommit, lastNew, node.log.lastIndex()});
    if (known <= node.commitIndex) return;
    node.commitIndex = known;
    applyCommitted(node, out.symbols);
    out.say(commitLearned,
            "{server} learns that index {index} is committed. It applies what "
            "it had not applied yet (§5.3).",
            node.id, node.commitIndex);
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

// Any AppendEntries of the current term is a sign of life of its leader.
void followLeader(Server& node, ServerId leader, Outbox& out) {
    if (node.role == Role::candidate) {
        out.say(steppedDown,
                "{server} gives up its election: {leader} leads term {term} "
                "(§5.2).",
                node.id, leader, node.currentTerm);
        becomeFollower(node, out);
    }
    node.knownLeader = leader;
    out.restart(node.electionTimer, out.electionTimeout());
}

}  // namespace

// [heartbeat]
// Heartbeats keep followers from starting elections, and repeat what may have
// been lost (§5.2, §5.3).
void heartbeat(Server& node, Outbox& out) {
    out.restart(node.heartbeatTimer,
                {out.dials.heartbeat, out.dials.heartbeat});
    out.say(heartbeatSent,
            "{server} sends its followers a heartbeat, with the entries that "
            "each still lacks (§5.2).",
            node.id);
    for (ServerId other : out.others()) sendAppend(node, other, out);
}
// [heartbeat]

// [client-request]
// The leader appends the command to its log and has the followers store it
// too; whoever does not lead names the leader it knows (§5.3, §8).
void request(Server& node, Symbol command, Outbox& out) {
    if (node.role != Role::leader) {
        if (node.knownLeader) {
            out.say(requestRefused,
                    "{server} refuses {command}. It does not lead; {leader} "
                    "does, as far as it knows (§8).",
                    node.id, command, *node.knownLeader);
        } else {
            out.say(requestRefused,
                    "{server} refuses {command}. It does not lead, and knows "
                    "of no leader (§8).",
                    node.id, command);
        }
        return;
    }
    node.log.append({node.currentTerm, command, false});
    out.say(requestAccepted,
            "{server} appends {command} at index {index} in term {term}. It "
            "is not committed before a majority stores it (§5.3).",
            node.id, command, node.log.lastIndex(), node.currentTerm);
    for (ServerId other : out.others()) {
        if (!node.peers[other.index].awaitingReply) {
            sendAppend(node, other, out);
        }
    }
    advanceCommit(node, out);
}
// [client-request]

// [append-entries]
// A follower appends what the leader sends only if its own log has the entry
// just before, with the same term: the consistency check (§5.3).
void receive(Server& node, const AppendEntries& append, ServerId leader,
             Outbox& out) {
    if (append.term > node.currentTerm) adoptTerm(node, append.term, out);

    AppendReply reply{node.currentTerm, false, append.prevLogIndex, 0, 0};
    if (append.term < node.currentTerm) {
        out.say(appendRefused,
                "{server} refuses {leader}'s message. It is of the older term "
                "{old}, and {server} is in term {term} (§5.1).",
                node.id, leader, append.term, node.currentTerm);
        out.send(leader, reply);
        return;
    }
    followLeader(node, leader, out);

    const bool matches =
        node.log.has(append.prevLogIndex, append.prevLogTerm);
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

// [append-reply]
// The leader learns how far a follower's log matches, or that it must go back
// to find where they agree (§5.3).
void receive(Server& node, const AppendReply& reply, ServerId follower,
             Outbox& out) {
    if (reply.term > node.currentTerm) {
        adoptTerm(node, reply.term, out);
        return;
    }
    if (node.role != Role::leader || reply.term != node.currentTerm) {
        out.say(replyIgnored,
                "{server} ignores {follower}'s reply. It is about term "
                "{term}, which it no longer leads.",
                node.id, follower, reply.term);
        return;
    }
    Progress& peer = node.peers[follower.index];
    peer.awaitingReply = false;
    if (reply.success) {
        const bool news = reply.index > peer.matchIndex;
        peer.matchIndex = std::max(peer.matchIndex, reply.index);
        peer.nextIndex = std::max(peer.nextIndex, peer.matchIndex + 1);
        if (news) {
            out.say(replicated,
                    "{follower} stores {server}'s log up to index {index}. "
                    "{server} counts it when it commits (§5.3).",
                    follower, node.id, peer.matchIndex);
            advanceCommit(node, out);
        } else {
            out.say(replyHeard, "{follower} answers {server}'s heartbeat.",
                    follower, node.id);
        }
        if (peer.nextIndex <= node.log.lastIndex()) {
            sendAppend(node, follower, out);
        }
        return;
    }
    // Only the refusal of the latest attempt counts; others are stale.
    if (reply.index + 1 != peer.nextIndex) return;
    const Index back = out.dials.backup == Backup::fast
                           ? afterConflict(node.log, reply)
                           : peer.nextIndex - 1;
    peer.nextIndex = std::clamp(back, peer.matchIndex + 1, peer.nextIndex);
    out.say(backedUp,
            "{server} goes back to index {index} for {follower}. Further back "
            "the two logs will agree (§5.3).",
            node.id, peer.nextIndex, follower);
    sendAppend(node, follower, out);
}
// [append-reply]

// [commit-rule]
// An entry is committed once a majority stores it, but only entries of the
// leader's own term are committed by counting; older ones are committed with
// them, by the Log Matching Property (§5.4.2, Figure 8).
void advanceCommit(Server& node, Outbox& out) {
    const Index stored = highestOnQuorum(node, out);
    if (stored <= node.commitIndex) return;
    const bool ownTerm = node.log.termAt(stored) == node.currentTerm;
    if (!ownTerm && !out.has(Flaw::commitsOldTerm)) {
        out.say(commitWithheld,
                "Index {index} is on a majority, but {server} does not commit "
                "it. It is of term {old}; only entries of the leader's own "
                "term {term} are committed by counting (§5.4.2).",
                stored, node.id, node.log.termAt(stored), node.currentTerm);
        return;
    }
    node.commitIndex = stored;
    applyCommitted(node, out.symbols);
    out.say(committed,
            "Index {index} is committed. {server} leads, and {needed} of "
            "{servers} servers store it (§5.3).",
            stored, node.id, out.quorum(), out.clusterSize());
}
// [commit-rule]

// [apply]
void applyCommitted(Server& node, Symbols& symbols) {
    while (node.lastApplied < node.commitIndex) {
        ++node.lastApplied;
        const Entry& entry = node.log[node.lastApplied];
        if (entry.command != Symbol::none) {
            node.store.apply(entry.command, symbols);
        }
    }
}
// [apply]

}  // namespace lockstep::raft
