// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raft/outbox.h"

// Log replication: section 5.3 of the Raft paper, with the commit rule of
// §5.4.2.
namespace lockstep::raft {

// The leader's heartbeat is due: AppendEntries to every follower, with what
// is due from nextIndex. Requires a leader.
void heartbeat(Server& node, Outbox& out);

// A client asks a server to run a command, in its session if it has one.
void request(Server& node, Symbol command, const Ticket& ticket, Outbox& out);

// Sends each follower what it lacks, unless it still has to answer. Requires
// a leader.
void replicate(Server& node, Outbox& out);

// Any message of the current term from its leader is a sign of life.
void followLeader(Server& node, ServerId leader, Outbox& out);

// Whom the server talks to: all of its configuration, and newcomers that
// catch up.
ServerSet followersOf(const Server& node);

// When a message is sent, if leases are in use.
Time stamp(const Outbox& out);

void receive(Server& node, const AppendEntries& append, ServerId leader,
             Outbox& out);
void receive(Server& node, const AppendReply& reply, ServerId follower,
             Outbox& out);

// Commits what a majority stores, if the rule allows it. Requires a leader.
void advanceCommit(Server& node, Outbox& out);

// Whether an entry of the leader's own term is committed: only then does it
// know for certain what is (§5.4.2, §8).
bool committedInOwnTerm(const Server& node);

// Appends a no-op if the term has no entry yet, so that one can be committed.
void openTerm(Server& node, Outbox& out);

// Applies committed entries to the state machine, in the order of the log.
void applyCommitted(Server& node, Outbox& out);

}  // namespace lockstep::raft
