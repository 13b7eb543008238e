// SPDX-License-Identifier: GPL-3.0-or-later
// What the picture says in words: labels, and sentences for those who do not see it.
#pragma once

#include <string>

#include "figures/paxos/scene.h"

namespace lockstep::figures::paxos {

using FlyingPacket = Packet<protocol::Message>;

std::string valueWords(const protocol::World& world, Symbol value);

// "slots 1 to 3", "slot 1", "nothing".
std::string executedWords(protocol::Slot executed);

// "Promise from A1 to P1: ballot 1.P1, accepted 1.P1=x."
std::string sentenceOf(const protocol::World& world, const FlyingPacket& packet);
// The same, a field a line, with when it was sent and when it is due.
std::string tipOf(const protocol::World& world, const FlyingPacket& packet);

// "P1 is preparing ballot 2.P1, with 1 of 2 promises."
std::string sentenceOf(const protocol::World& world, const protocol::Proposer& proposer);
std::string sentenceOf(const protocol::World& world, const protocol::Acceptor& acceptor);
std::string sentenceOf(const protocol::World& world, const protocol::Learner& learner);

// "x is chosen: A1 and A2 accepted ballot 1.P1", or how near the nearest is.
struct ObserverWords {
    std::string text;
    bool chosen = false;
    bool broken = false;  // two values are
};
ObserverWords observerWords(const protocol::World& world);

// "1.P1: 2 of 2 promises, refused": an attempt on one line.
std::string lineOf(const protocol::World& world, const Attempt& attempt);
// Only how far it has come: "accepted 1 of 2".
std::string shortLineOf(const protocol::World& world, const Attempt& attempt);

// Whether nobody has promised anything yet.
bool isFresh(const protocol::World& world);

// The whole state, for the description of a file.
std::string describe(const protocol::World& world);

}  // namespace lockstep::figures::paxos
