// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/read.h"

#include <algorithm>

#include "raft/events.h"
#include "raft/replication.h"

namespace lockstep::raft {
namespace {

void answer(const Server& node, const PendingRead& read, Outbox& out) {
    const Symbol value = node.store.value(read.key);
    if (value == Symbol::none) {
        out.say(readAnswered,
                "{server} answers that {key} has no value. Its state machine "
                "has applied the log up to index {index} (dissertation 6.4).",
                node.id, read.key, node.lastApplied);
    } else {
        out.say(readAnswered,
                "{server} answers that {key} is {value}. Its state machine "
                "has applied the log up to index {index} (dissertation 6.4).",
                node.id, read.key, value, node.lastApplied);
    }
    out.answer(read, value);
}

// Those that followed this leader in a round of heartbeats or later, and the
// leader itself.
ServerSet followedIn(const Server& node, std::uint32_t round) {
    ServerSet heard;
    heard.insert(node.id);
    for (ServerId id : node.configuration.all()) {
        if (node.peers[id.index].round >= round) heard.insert(id);
    }
    return heard;
}

// [lease]
// Nobody else can be elected within the least election timeout of a message
// that a majority answered, for they would not vote so soon. Until then the
// leader need not ask whether it still leads. That is right only as far as
// all clocks run equally fast (dissertation 6.4.1).
bool leaseHolds(const Server& node, const Outbox& out) {
    const bool leases = out.dials.reads == Reads::lease && !out.timeless;
    if (!leases || node.transferred) return false;
    ServerSet loyal;
    loyal.insert(node.id);
    for (ServerId id : node.configuration.all()) {
        const Time heardAt = node.peers[id.index].heardAt;
        const bool heard = heardAt >= Time{};
        if (heard && out.since(heardAt) < out.electionTimeout().low) {
            loyal.insert(id);
        }
    }
    return out.isQuorum(node.configuration, loyal);
}
// [lease]

void refuse(const Server& node, Symbol key, Outbox& out) {
    if (node.knownLeader) {
        out.say(readRefused,
                "{server} does not answer what {key} is. It does not lead; "
                "{leader} does, as far as it knows (§8).",
                node.id, key, *node.knownLeader);
    } else {
        out.say(readRefused,
                "{server} does not answer what {key} is. It does not lead, "
                "and knows of no leader (§8).",
                node.id, key);
    }
}

}  // namespace

// [read]
// A read needs no entry in the log, but the leader must know that it still
// leads: another may have been elected, and have committed a newer value. It
// notes how far the log is committed, which is certain only after an entry of
// its own term is, and has a round of heartbeats answered by a majority
// (dissertation 6.4, §8).
void read(Server& node, Symbol key, Index committedThen, Outbox& out) {
    if (node.role != Role::leader) {
        refuse(node, key, out);
        return;
    }
    PendingRead asked{key, 0, 0, committedThen};
    const bool certain = committedInOwnTerm(node);
    if (certain) asked.readIndex = node.commitIndex;
    if ((certain && leaseHolds(node, out)) || out.has(Flaw::readsAlone)) {
        answer(node, asked, out);
        return;
    }
    node.round += 1;
    asked.round = node.round;
    node.reads.push_back(asked);
    out.say(readAsked,
            "{server} is asked what {key} is. It leads, but another may have "
            "been elected since; so it has its followers answer a heartbeat "
            "first (dissertation 6.4).",
            node.id, key);
    if (!certain) openTerm(node, out);
    heartbeat(node, out);
    advanceCommit(node, out);
    answerReads(node, out);
}

void answerReads(Server& node, Outbox& out) {
    if (node.reads.empty() || !committedInOwnTerm(node)) return;
    for (PendingRead& waiting : node.reads) {
        if (waiting.readIndex == 0) waiting.readIndex = node.commitIndex;
    }
    // Rounds rise, so the first in the list are confirmed first.
    const auto unsure = std::find_if(
        node.reads.begin(), node.reads.end(), [&](const PendingRead& waiting) {
            return node.lastApplied < waiting.readIndex ||
                   !out.isQuorum(node.configuration,
                                 followedIn(node, waiting.round));
        });
    for (auto ready = node.reads.begin(); ready != unsure; ++ready)
        answer(node, *ready, out);
    node.reads.erase(node.reads.begin(), unsure);
}
// [read]

void hear(Progress& peer, std::uint32_t round, Time sentAt) {
    peer.round = std::max(peer.round, round);
    peer.heardAt = std::max(peer.heardAt, sentAt);
}

}  // namespace lockstep::raft
