// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/replication.h"

#include <algorithm>

#include "raft/election.h"
#include "raft/events.h"
#include "raft/install_snapshot.h"
#include "raft/membership.h"
#include "raft/read.h"
#include "raft/transfer.h"

namespace lockstep::raft {
namespace {

// [send-append]
// Entries from nextIndex on, after the index and term of the entry before
// them, so that the follower can check that its log agrees (§5.3).
void sendAppend(Server& node, ServerId follower, Outbox& out) {
    Progress& peer = node.peers[follower.index];
    if (peer.nextIndex <= node.log.snapshotIndex()) {
        sendSnapshot(node, follower, out);
        return;
    }
    AppendEntries append;
    append.term = node.currentTerm;
    append.round = node.round;
    append.sentAt = stamp(out);
    append.prevLogIndex = peer.nextIndex - 1;
    append.prevLogTerm = node.log.termAt(append.prevLogIndex);
    append.leaderCommit = node.commitIndex;
    const Index end =
        std::min(node.log.lastIndex(), append.prevLogIndex + out.dials.batch);
    for (Index index = peer.nextIndex; index <= end; ++index) {
        append.entries.push_back(node.log[index]);
    }
    peer.awaitingReply = true;
    peer.sentIndex = end;
    out.send(follower, append);
}
// [send-append]

// Sends what a follower lacks, unless it still has to answer.
void sendDue(Server& node, ServerId follower, Outbox& out) {
    const Progress& peer = node.peers[follower.index];
    const bool due = peer.nextIndex <= node.log.lastIndex();
    if (due && !peer.awaitingReply) sendAppend(node, follower, out);
}

// [pair-reply]
// At most one AppendEntries a follower is unanswered: the newest. A heartbeat
// repeats from nextIndex and takes the place of the one before, which may be
// lost; so of two replies only one is awaited, and only that one may have the
// next message sent. A reply is known by the index that it names.
bool answersNewest(const Progress& peer, const AppendReply& reply) {
    const Index expected = reply.success ? peer.sentIndex : peer.nextIndex - 1;
    return peer.awaitingReply && reply.index == expected;
}
// [pair-reply]

// [fast-back-up]
// One refusal for each conflicting term rather than for each entry: past the
// leader's own last entry of that term, or to the follower's first one.
Index afterConflict(const Log& log, const AppendReply& reply) {
    Index index = log.lastIndex();
    while (log.stores(index) && log.termAt(index) > reply.conflictTerm)
        --index;
    const bool shared =
        reply.conflictTerm > 0 && log.has(index, reply.conflictTerm);
    return shared ? index + 1 : reply.conflictIndex;
}
// [fast-back-up]

// What a follower stores it keeps, so even an old success is good news.
void learnMatch(Server& node, const AppendReply& reply, ServerId follower,
                Outbox& out) {
    Progress& peer = node.peers[follower.index];
    if (reply.index <= peer.matchIndex) {
        out.say(replyHeard, "{follower} answers {server}'s heartbeat.",
                follower, node.id);
        return;
    }
    peer.matchIndex = reply.index;
    peer.nextIndex = std::max(peer.nextIndex, peer.matchIndex + 1);
    out.say(replicated,
            "{follower} stores {server}'s log up to index {index}. "
            "{server} counts it when it commits (§5.3).",
            follower, node.id, peer.matchIndex);
    advanceCommit(node, out);
}

// [back-up]
// After a refusal nextIndex falls by one, or with the fast back-up past the
// term in conflict, but never to what is known to match (§5.3).
void backUp(Server& node, const AppendReply& reply, ServerId follower,
            Outbox& out) {
    Progress& peer = node.peers[follower.index];
    const Index back = out.dials.backup == Backup::fast
                           ? afterConflict(node.log, reply)
                           : peer.nextIndex - 1;
    peer.nextIndex = std::clamp(back, peer.matchIndex + 1, peer.nextIndex);
    out.say(backedUp,
            "{server} goes back to index {index} for {follower}. Further back "
            "the two logs will agree (§5.3).",
            node.id, peer.nextIndex, follower);
}
// [back-up]

// Whoever does not lead names the leader it knows (§8).
void refuse(const Server& node, Symbol command, Outbox& out) {
    if (node.transferTarget) {
        out.say(requestRefused,
                "{server} refuses {command}. It hands over to {target} "
                "(dissertation 3.10).",
                node.id, command, *node.transferTarget);
    } else if (node.knownLeader) {
        out.say(requestRefused,
                "{server} refuses {command}. It does not lead; {leader} "
                "does, as far as it knows (§8).",
                node.id, command, *node.knownLeader);
    } else {
        out.say(requestRefused,
                "{server} refuses {command}. It does not lead, and knows of "
                "no leader (§8).",
                node.id, command);
    }
}

// What a follower's answer lets the leader do next.
void goOn(Server& node, ServerId follower, Outbox& out) {
    if (node.change && node.change->newcomers.contains(follower)) {
        continueChange(node, out);
    }
    if (node.transferTarget == follower) continueTransfer(node, out);
    if (node.role != Role::leader) return;
    answerReads(node, out);
    if (followersOf(node).contains(follower)) sendDue(node, follower, out);
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
    for (ServerId other : followersOf(node))
        sendAppend(node, other, out);
}
// [heartbeat]

void replicate(Server& node, Outbox& out) {
    for (ServerId other : followersOf(node))
        sendDue(node, other, out);
}

ServerSet followersOf(const Server& node) {
    ServerSet others = node.configuration.all();
    if (node.change) {
        others = ServerSet(others.bits() | node.change->newcomers.bits());
    }
    others.erase(node.id);
    return others;
}

Time stamp(const Outbox& out) {
    return out.dials.reads == Reads::lease ? out.now() : Time{-1};
}

// [client-request]
// The leader appends the command to its log and has the followers store it
// too. What the client had executed before is answered at once (§5.3, §8).
void request(Server& node, Symbol command, const Ticket& ticket, Outbox& out) {
    if (node.role != Role::leader || node.transferTarget) {
        refuse(node, command, out);
        return;
    }
    const bool session = ticket.client != Symbol::none;
    if (session && node.sessions.executed(ticket.client, ticket.serial) &&
        !out.has(Flaw::appliesTwice)) {
        out.say(requestAnswered,
                "{server} answers {client} at once. Its command {serial} was "
                "executed before, and is not executed again (§8).",
                node.id, ticket.client, ticket.serial);
        return;
    }
    Entry entry{node.currentTerm, command, false};
    entry.client = ticket.client;
    entry.serial = ticket.serial;
    node.log.append(entry);
    out.say(requestAccepted,
            "{server} appends {command} at index {index} in term {term}. It "
            "is not committed before a majority stores it (§5.3).",
            node.id, command, node.log.lastIndex(), node.currentTerm);
    replicate(node, out);
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
    hear(peer, reply.round, reply.sentAt);
    const bool awaited = answersNewest(peer, reply);
    if (awaited) peer.awaitingReply = false;
    if (reply.success) {
        learnMatch(node, reply, follower, out);
    } else if (awaited && reply.index > peer.matchIndex) {
        backUp(node, reply, follower, out);
        sendAppend(node, follower, out);
    } else {
        out.say(replyIgnored,
                "{server} ignores {follower}'s refusal. It answers an older "
                "message than the newest.",
                node.id, follower);
    }
    if (node.role == Role::leader) goOn(node, follower, out);
}
// [append-reply]

}  // namespace lockstep::raft
