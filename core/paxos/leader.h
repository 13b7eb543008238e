// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paxos/proposer.h"

// A proposer that leads a log of slots: section 3, "Implementing a State
// Machine".
namespace lockstep::paxos {

// True if its phase 1 holds for all slots: it may propose at once.
bool leads(const Proposer& proposer);

// A client's command.
void proposeCommand(Proposer& proposer, Symbol value, Outbox& out);

// The slots a new leader does phase 1 for: all that it does not know.
Instances unknownInstances(const Learner& known);

// A quorum promised: fixes what may be chosen, fills the gaps, goes on.
void lead(Proposer& proposer, Outbox& out);

// An acceptor accepted something: the leader is a learner too.
void hear(Proposer& proposer, const Proposal& proposal, ServerId acceptor,
          Outbox& out);

}  // namespace lockstep::paxos
