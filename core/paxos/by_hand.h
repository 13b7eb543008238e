// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "paxos/world.h"

// Ballots and proposals as a script writes them.
namespace lockstep::paxos {

// The highest round and slot that a script may name.
inline constexpr std::uint32_t highestWritten = 1'000'000;

// "2.P1". Nothing, and what would be right, if it is no ballot of this world.
std::optional<Ballot> readBallot(std::string_view text, const World& world,
                                 std::string& why);
// "2.P1=x".
std::optional<Vote> readVote(std::string_view text, const World& world,
                             std::string& why);

// What `send prepare 2.P1 A1` or `send accept 2.P1=x A1` sends.
std::optional<Message> readMessage(std::string_view kind, std::string_view text,
                                   const World& world, std::string& why);

}  // namespace lockstep::paxos
