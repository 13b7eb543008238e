// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/install_snapshot.h"

#include "raft/election.h"
#include "raft/events.h"
#include "raft/membership.h"
#include "raft/read.h"
#include "raft/replication.h"

namespace lockstep::raft {

// [take-snapshot]
// Each server takes snapshots by itself, of what is committed and applied.
// The snapshot holds the state machine, the last index and term that it
// replaces, and the configuration as of there (§7).
void takeSnapshot(Server& node, Outbox& out) {
    const Index last = node.lastApplied;
    if (last == node.log.snapshotIndex()) {
        out.say(snapshotRefused,
                "{server} takes no snapshot. It has applied nothing since "
                "index {index}.",
                node.id, last);
        return;
    }
    const Term term = node.log.termAt(last);
    const auto latest = configurationAt(node, last);
    node.snapshot = SnapshotLink({last, term, latest.configuration,
                                  latest.index, node.store, node.sessions});
    node.log.discardUpTo(last, term);
    out.say(snapshotTaken,
            "{server} takes a snapshot up to index {index}. Its state machine "
            "says all that the entries up to there said, so they are "
            "discarded (§7).",
            node.id, last);
}
// [take-snapshot]

// [send-snapshot]
// A follower so far behind that the leader has discarded its next entry gets
// the leader's snapshot instead (§7).
void sendSnapshot(Server& node, ServerId follower, Outbox& out) {
    Progress& peer = node.peers[follower.index];
    peer.awaitingReply = true;
    peer.sentIndex = node.snapshot->lastIncludedIndex;
    out.say(snapshotSent,
            "{server} sends {follower} its snapshot up to index {index}. Its "
            "log no longer has the entries that {follower} needs next (§7).",
            node.id, follower, peer.sentIndex);
    out.send(follower, InstallSnapshot{node.currentTerm, node.snapshot,
                                       node.round, stamp(out)});
}
// [send-snapshot]

void restoreSnapshot(Server& node) {
    if (!node.snapshot) return;
    node.commitIndex = node.snapshot->lastIncludedIndex;
    node.lastApplied = node.snapshot->lastIncludedIndex;
    node.store = node.snapshot->store;
    node.sessions = node.snapshot->sessions;
}

// [install-snapshot]
// The snapshot takes the place of the follower's log, but entries that follow
// the snapshot's last one stay. One that says nothing new is only answered
// (§7, Figure 13).
void receive(Server& node, const InstallSnapshot& install, ServerId leader,
             Outbox& out) {
    if (install.term > node.currentTerm) adoptTerm(node, install.term, out);
    const Snapshot& snapshot = *install.snapshot;
    const Index last = snapshot.lastIncludedIndex;
    if (install.term < node.currentTerm) {
        out.say(appendRefused,
                "{server} refuses {leader}'s snapshot. It is of the older "
                "term {old}, and {server} is in term {term} (§5.1).",
                node.id, leader, install.term, node.currentTerm);
        out.send(leader, SnapshotReply{node.currentTerm, 0, install.round,
                                       install.sentAt});
        return;
    }
    followLeader(node, leader, out);
    if (last > node.commitIndex) {
        node.log.discardUpTo(last, snapshot.lastIncludedTerm);
        node.snapshot = install.snapshot;
        restoreSnapshot(node);
        useLatestConfiguration(node);
        out.say(snapshotInstalled,
                "{server} starts from {leader}'s snapshot up to index "
                "{index}. It stands for all entries up to there (§7).",
                node.id, leader, last);
    } else {
        out.say(snapshotOld,
                "{server} has all that {leader}'s snapshot says: it knows "
                "its log to be committed up to index {index} (§7).",
                node.id, leader, node.commitIndex);
    }
    out.send(leader, SnapshotReply{node.currentTerm, last, install.round,
                                   install.sentAt});
}
// [install-snapshot]

// To the leader an installed snapshot is as good as the entries themselves.
void receive(Server& node, const SnapshotReply& reply, ServerId follower,
             Outbox& out) {
    AppendReply stored;
    stored.term = reply.term;
    stored.success = true;
    stored.index = reply.index;
    stored.round = reply.round;
    stored.sentAt = reply.sentAt;
    receive(node, stored, follower, out);
}

}  // namespace lockstep::raft
