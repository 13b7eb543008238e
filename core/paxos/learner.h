// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/server_id.h"
#include "kernel/small_vector.h"
#include "paxos/message.h"
#include "paxos/slots.h"

namespace lockstep::paxos {

class Outbox;

// Who is known to have accepted a ballot.
struct Count {
    Ballot ballot;
    Symbol value = Symbol::none;
    ServerSet acceptors;

    bool operator==(const Count&) const = default;
};

// The count in one slot: who accepted what, until a quorum accepted the same
// ballot. From then on only votes for other values are of interest.
struct Tally {
    Vote chosen;  // the ballot in which it was first known to be chosen
    SmallVector<Count, 2> counts;

    bool operator==(const Tally&) const = default;
};

// A learner finds out what is chosen by hearing from the acceptors (2.3). It
// executes the commands in the order of their slots (3). What it has learned
// is only in memory.
struct Learner {
    ServerId server;
    std::uint16_t number = 0;  // from 0: L1 is 0

    Slots<Tally> tallies;
    Slot executed = 0;  // every slot up to here is learned and executed

    Symbol learned(Slot slot) const { return tallies[slot].chosen.value; }
    bool operator==(const Learner&) const = default;
};

// What an acceptor's vote does to a tally.
enum class Counted : std::uint8_t { nothing, vote, chosen };

// Counts one acceptor's vote; `quorum` of them choose.
Counted countVote(Learner& learner, const Proposal& proposal, ServerId acceptor,
                  int quorum);

// The acceptors counted for a ballot.
ServerSet votersFor(const Tally& tally, const Ballot& ballot);

void receive(Learner& learner, const Learn& learn, ServerId acceptor,
             Outbox& out);

}  // namespace lockstep::paxos
