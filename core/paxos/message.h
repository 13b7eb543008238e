// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "kernel/small_vector.h"
#include "paxos/ballot.h"

// The messages of sections 2.2 and 2.3. One phase 1 serves many slots (3), so
// a prepare says which, and a promise reports on each.
namespace lockstep::paxos {

// Slots `from` and on, but for those that are known already.
struct Instances {
    Slot from = 1;
    SmallVector<Slot, 1> known;

    bool operator==(const Instances&) const = default;
};

// 1a: a proposer asks for a promise never to accept below its ballot, and for
// what was accepted so far.
struct Prepare {
    Ballot ballot;
    Instances instances;

    bool operator==(const Prepare&) const = default;
};

// 1b: the promise, with the highest-numbered proposal accepted in each slot.
struct Promise {
    Ballot ballot;
    SmallVector<Proposal, 1> accepted;

    bool operator==(const Promise&) const = default;
};

// 2a: accept this proposal.
struct Accept {
    Proposal proposal;

    bool operator==(const Accept&) const = default;
};

// 2b: I accepted it.
struct Accepted {
    Proposal proposal;

    bool operator==(const Accepted&) const = default;
};

// To a prepare or accept that comes too late: I promised a higher ballot, so
// you had better abandon yours (end of 2.2).
struct Nack {
    Ballot ballot;
    Ballot promised;

    bool operator==(const Nack&) const = default;
};

// To the learners: I accepted this proposal (2.3).
struct Learn {
    Proposal proposal;

    bool operator==(const Learn&) const = default;
};

using Message = std::variant<Prepare, Promise, Accept, Accepted, Nack, Learn>;

// "prepare", "promise", "accept", "accepted", "nack", "learn".
const char* kindOf(const Message& message);

}  // namespace lockstep::paxos
