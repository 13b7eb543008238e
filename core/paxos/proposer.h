// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/timer.h"
#include "paxos/learner.h"

namespace lockstep::paxos {

enum class Phase : std::uint8_t { idle, preparing, accepting, done };

// With `multi`: a command that a client wants chosen, and the slot that it
// was proposed for under the current ballot, 0 if for none yet.
struct Wish {
    Symbol value = Symbol::none;
    Slot slot = 0;

    bool operator==(const Wish&) const = default;
};

struct Proposer {
    ServerId server;
    std::uint16_t number = 0;  // from 0: P1 is 0

    // Survives a crash: "each proposer remembers the highest-numbered
    // proposal it has tried to issue" (2.5), so that it never uses a ballot
    // twice.
    Round tried = 0;

    // The rest is lost in a crash.
    Round seen = 0;  // the highest round it has heard of
    Phase phase = Phase::idle;
    Ballot ballot;
    Symbol wish = Symbol::none;   // what it was asked to propose
    Symbol value = Symbol::none;  // what it proposes
    ServerSet promises;           // who promised its ballot
    Slots<Vote> reported;         // the highest vote that promises told of
    ServerSet accepts;            // who accepted its (last) proposal
    std::uint32_t attempts = 0;   // since it last got something chosen
    Timer retry;

    // With `multi`: a leader is a learner in all slots, has commands waiting
    // and proposes the next one in slot `next` (3).
    Learner known;
    SmallVector<Wish, 1> wishes;
    Slot next = 1;

    bool operator==(const Proposer&) const = default;
};

void propose(Proposer& proposer, Symbol value, Outbox& out);
void prepare(Proposer& proposer, Outbox& out);

void receive(Proposer& proposer, const Promise& promise, ServerId acceptor,
             Outbox& out);
void receive(Proposer& proposer, const Accepted& accepted, ServerId acceptor,
             Outbox& out);
void receive(Proposer& proposer, const Nack& nack, ServerId acceptor,
             Outbox& out);

void crash(Proposer& proposer);

// The end of an attempt that brought nothing through.
void abandon(Proposer& proposer);

// Sends one proposal to all acceptors: phase 2(a) of section 2.2.
void issue(Proposer& proposer, Slot slot, Symbol value, Outbox& out);

}  // namespace lockstep::paxos
