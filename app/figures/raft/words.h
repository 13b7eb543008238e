// SPDX-License-Identifier: GPL-3.0-or-later
// What the picture says in words: labels, and sentences for those who do not see it.
#pragma once

#include <string>

#include "figures/raft/scene.h"

namespace lockstep::figures::raft {

using FlyingPacket = Packet<protocol::Message>;

std::string roleWord(const protocol::World& world, ServerId id);
// What a server that does not simply vote adds to its term: " · joining".
std::string standingWords(const protocol::World& world, ServerId id);
// What a client asked it and it has not answered yet: " · asked for x"; empty if nothing.
std::string questionWords(const protocol::World& world, ServerId id);
std::string termWords(protocol::Term term);
// "x=7", or what stands for an entry without a command.
std::string commandWords(const protocol::World& world, const protocol::Entry& entry);
// "S1–S3", or while it is joint "S1–S3|S1–S5".
std::string memberWords(const protocol::World& world, const protocol::Configuration& configuration);

// "x=7 y=1": what the entries that it applied have come to; empty if nothing.
std::string storeWords(const protocol::World& world, ServerId id);

// "vote for me? term 2", "append 2:x=7", "same up to 3".
std::string labelOf(const protocol::World& world, const protocol::Message& message);
// "RequestVote from S3 to S1: term 2, last log index 1, last log term 1."
std::string sentenceOf(const protocol::World& world, const FlyingPacket& packet);
// The same, a field a line, with when it was sent and when it is due.
std::string tipOf(const protocol::World& world, const FlyingPacket& packet);

// "S3 is a candidate in term 2 with 1 of 3 votes."
std::string sentenceOf(const protocol::World& world, ServerId id);
std::string tipOf(const protocol::World& world, ServerId id);

int votesNeeded(const protocol::World& world, ServerId candidate);

// The whole state, for the description of a file.
std::string describe(const protocol::World& world);

}  // namespace lockstep::figures::raft
