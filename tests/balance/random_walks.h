// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "requests/lab.h"

namespace lockstep::balance {

// All policies, by the words of their dial.
extern const std::vector<const char*> policies;

std::string headFor(std::uint64_t seed, const std::string& policy, const std::string& flaw);

// Chance sends, ends, breaks and turns for 400 steps: what broke, and the steps that led to it;
// empty if nothing did.
std::string stroll(requests::Lab& lab, std::uint64_t seed);

// The same with each of these seeds, from the start; the first that breaks something.
std::string caught(const std::string& policy, const std::string& flaw, std::uint64_t firstSeed,
                   std::uint64_t lastSeed);

}  // namespace lockstep::balance
