// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/replication.h"

#include <algorithm>

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
    const Index end =
        std::min(node.log.lastIndex(), append.prevLogIndex + out.dials.batch);
    for (Index index = peer.nextIndex; index <= end; ++index) {
        append.entries.push_back(node.log[index]);
    }
    peer.awaitingReply = true;
    out.send(follower, append);
}
// [send-append]

// [fast-back-up]
// One refusal for each conflicting term rather than for each entry: past the
// leader's own last entry of that term, or to the follower's first one.
Index afterConflict(const Log& log, const AppendReply& reply) {
    Index index = log.lastIndex();
    while (index > 0 && log.termAt(index) > reply.conflictTerm)
        --index;
    const bool shared =
        reply.conflictTerm > 0 && log.has(index, reply.conflictTerm);
    return shared ? index + 1 : reply.conflictIndex;
}
// [fast-back-up]

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
    for (ServerId other : out.others())
        sendAppend(node, other, out);
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

}  // namespace lockstep::raft
