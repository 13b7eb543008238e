// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raft/outbox.h"

// Leadership transfer: section 3.10 of Ongaro's dissertation.
namespace lockstep::raft {

// Somebody wants a leader to hand over to another server.
void transfer(Server& node, ServerId target, Outbox& out);

// Tells the target to take over if its log is complete by now. Requires a
// leader.
void continueTransfer(Server& node, Outbox& out);

// The target has not taken over within an election timeout.
void abandonTransfer(Server& node, Outbox& out);

void receive(Server& node, const TimeoutNow& message, ServerId leader,
             Outbox& out);

}  // namespace lockstep::raft
