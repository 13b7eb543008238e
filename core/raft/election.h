// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raft/outbox.h"

// Leader election: section 5.2 of "In Search of an Understandable Consensus
// Algorithm" (Ongaro and Ousterhout, 2014), with the restriction of §5.4.1.
namespace lockstep::raft {

// The election timer of a server ran out, or a hand made it so.
void electionTimeout(Server& node, Outbox& out);

// Begins a new term as its candidate. `transfer`: its leader wants it to.
void startElection(Server& node, Outbox& out, bool transfer = false);

void receive(Server& node, const RequestVote& request, ServerId candidate,
             Outbox& out);
void receive(Server& node, const VoteReply& reply, ServerId voter, Outbox& out);

// A message or reply has a term newer than the server's own.
void adoptTerm(Server& node, Term term, Outbox& out);

// Gives up candidacy or leadership.
void becomeFollower(Server& node, Outbox& out);

// The state that Figure 2 calls volatile on leaders is gone.
void forgetLeadership(Server& node);

// A log is up to date if its last term is later than the voter's, or the
// same and it is at least as long (§5.4.1).
bool isUpToDate(const RequestVote& request, const Log& log);

// Whether the server heard from its leader less than the least election
// timeout ago, or is the leader. By hand no time goes by; while exploring
// none is known, and nobody counts as heard.
bool hearsLeader(const Server& node, const Outbox& out);

// Whether the server takes no notice of a candidate because of that.
bool disregards(const Server& node, const RequestVote& request,
                const Outbox& out);

// Pre-vote: section 9.6 of Ongaro's dissertation.
void startPreVote(Server& node, Outbox& out);
void answerPreVote(Server& node, const RequestVote& request, ServerId candidate,
                   Outbox& out);
void countPreVote(Server& node, const VoteReply& reply, ServerId voter,
                  Outbox& out);

}  // namespace lockstep::raft
