// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "breaker/world.h"

namespace lockstep::breaker {

// The same call without a breaker between: it takes a thread if one is free,
// and keeps it until `end`, where that is known, or as long as the dependency
// or the timeout makes it. Looked at by charts and facts, and by nothing that
// happens. Only where threads are limited and calls end by themselves.
void callBare(World& world, std::uint32_t caller, ServerId host,
              const Timer& end);
// A call has ended before its time.
void endBare(World& world, CallNumber number);
// The threads that would wait now.
std::uint32_t bareThreads(const World& world);

}  // namespace lockstep::breaker
