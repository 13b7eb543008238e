// SPDX-License-Identifier: GPL-3.0-or-later
// What the ladder draws, read off the steps so far: each ballot with the messages of its phases.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "kernel/moment.h"
#include "paxos/world.h"

namespace lockstep::figures::paxos {

namespace protocol = lockstep::paxos;

// How far a message of a phase has come.
enum class Stage : std::uint8_t { absent, flying, arrived, lost };

struct Leg {
    Stage stage = Stage::absent;
    bool refused = false;  // a nack, in place of a promise or an accepted
    bool lit = false;      // it arrived, or was lost, in this step
    std::string report;    // what a promise tells of: "1.P1=x"
};

// The phases of a ballot. A leg for each acceptor; of the learners' a leg for each of both.
enum class Rung : std::uint8_t { prepare, promise, accept, accepted };
inline constexpr std::size_t rungs = 4;

// A ballot, or with `multi` its phase 1 (slot 0) and each of its proposals.
struct Attempt {
    protocol::Ballot ballot;
    protocol::Slot slot = 0;
    Symbol value = Symbol::none;
    std::array<std::vector<Leg>, rungs> legs;
    std::vector<std::vector<Leg>> learns;  // by acceptor, then by learner
    int promises = 0;                      // counted by the proposer
    int accepts = 0;
    bool abandoned = false;
    Step began = 0;

    std::vector<Leg>& of(Rung rung) { return legs[static_cast<std::size_t>(rung)]; }
    const std::vector<Leg>& of(Rung rung) const { return legs[static_cast<std::size_t>(rung)]; }
    bool has(Rung rung) const;
};

// The last attempts, in the order in which they began.
std::vector<Attempt> attemptsOf(const Moment& moment);

// The one a message belongs to, or nothing.
const Attempt* attemptOf(const std::vector<Attempt>& attempts, const protocol::World& world,
                         const protocol::Message& message);

// Which rung a message stands on; `learn` stands beside `accepted`.
Rung rungOf(const protocol::Message& message, const Attempt& attempt,
            const protocol::World& world, ServerId acceptor);

}  // namespace lockstep::figures::paxos
