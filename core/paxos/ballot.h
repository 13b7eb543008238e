// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

#include "kernel/symbols.h"

// The nouns of "Paxos Made Simple" (Lamport, 2001). Sections named in this
// folder are those of that paper.
namespace lockstep::paxos {

using Round = std::uint32_t;

// An instance of the algorithm: which command of the log is chosen in it.
// Without `multi` there is only slot 1.
using Slot = std::uint32_t;

// A proposal number. No two proposers have the same ones, because a number
// names its proposer: they compare by round, then by proposer (2.5). Round 0
// is no ballot.
struct Ballot {
    Round round = 0;
    std::uint16_t proposer = 0;  // from 0: P1 is 0

    bool none() const { return round == 0; }
    auto operator<=>(const Ballot&) const = default;
};

// What an acceptor has accepted in a slot: a ballot and its value.
struct Vote {
    Ballot ballot;
    Symbol value = Symbol::none;

    bool none() const { return ballot.none(); }
    bool operator==(const Vote&) const = default;
};

// A proposal: in this slot, under this number, this value (2.2).
struct Proposal {
    Slot slot = 1;
    Ballot ballot;
    Symbol value = Symbol::none;

    bool operator==(const Proposal&) const = default;
};

}  // namespace lockstep::paxos
