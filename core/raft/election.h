// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raft/outbox.h"

// Leader election: section 5.2 of "In Search of an Understandable Consensus
// Algorithm" (Ongaro and Ousterhout, 2014), with the restriction of §5.4.1.
namespace lockstep::raft {

// The election timer of a server ran out, or a hand made it so.
void electionTimeout(Server& node, Outbox& out);

void receive(Server& node, const RequestVote& request, ServerId candidate,
             Outbox& out);
void receive(Server& node, const VoteReply& reply, ServerId voter, Outbox& out);

// A message or reply has a term newer than the server's own.
void adoptTerm(Server& node, Term term, Outbox& out);

// Gives up candidacy or leadership.
void becomeFollower(Server& node, Outbox& out);

// A log is up to date if its last term is later than the voter's, or the
// same and it is at least as long (§5.4.1).
bool isUpToDate(const RequestVote& request, const Log& log);

}  // namespace lockstep::raft
