// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "ring/member.h"

namespace lockstep::ring {

// Thaler and Ravishankar, "Using Name-Based Mappings to Increase Hit Rates",
// 1998: every server has a score for a key, and the highest wins.
std::uint64_t rendezvousScore(std::string_view server, std::string_view key);

// The servers with the `count` highest scores for a key, the highest first.
std::vector<ServerIndex> rendezvous(const std::vector<Server>& servers,
                                    std::string_view key, std::size_t count);

// The server with the highest score; none without servers.
ServerIndex rendezvousOwner(const std::vector<Server>& servers,
                            std::string_view key);

}  // namespace lockstep::ring
