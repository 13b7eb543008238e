// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raft/outbox.h"

// Log replication: section 5.3 of the Raft paper, with the commit rule of
// §5.4.2.
namespace lockstep::raft {

// The leader's heartbeat is due: AppendEntries to every follower, with what
// is due from nextIndex. Requires a leader.
void heartbeat(Server& node, Outbox& out);

// A client asks a server to run a command.
void request(Server& node, Symbol command, Outbox& out);

void receive(Server& node, const AppendEntries& append, ServerId leader,
             Outbox& out);
void receive(Server& node, const AppendReply& reply, ServerId follower,
             Outbox& out);

// Commits what a majority stores, if the rule allows it. Requires a leader.
void advanceCommit(Server& node, Outbox& out);

// Applies committed entries to the state machine, in the order of the log.
void applyCommitted(Server& node, Symbols& symbols);

}  // namespace lockstep::raft
