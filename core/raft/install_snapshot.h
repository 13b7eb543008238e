// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raft/outbox.h"

// Log compaction: section 7 of the Raft paper.
namespace lockstep::raft {

// The server replaces what it has applied of its log by a snapshot.
void takeSnapshot(Server& node, Outbox& out);

// The leader's log no longer has what the follower needs next.
void sendSnapshot(Server& node, ServerId follower, Outbox& out);

// Starts from the snapshot, if there is one: after a restart, or when it has
// come from the leader.
void restoreSnapshot(Server& node);

void receive(Server& node, const InstallSnapshot& install, ServerId leader,
             Outbox& out);
void receive(Server& node, const SnapshotReply& reply, ServerId follower,
             Outbox& out);

}  // namespace lockstep::raft
