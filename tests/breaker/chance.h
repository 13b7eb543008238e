// SPDX-License-Identifier: GPL-3.0-or-later
// Breakers of every kind, on which chance acts.
#pragma once

#include <cstdint>
#include <string>

#include "requests/lab.h"

namespace lockstep::breaker {

// A head that differs with the seed: how it trips, its dials, how many hosts and callers.
std::string headFor(std::uint64_t seed, const std::string& flaw);

// A line for chance to try; empty: let time pass.
std::string aLine(Random& random, requests::Lab& lab);

// What breaks first over so many walks; empty if nothing does.
std::string caught(const std::string& flaw, std::uint64_t seeds, int steps);

}  // namespace lockstep::breaker
