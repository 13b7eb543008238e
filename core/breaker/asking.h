// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "breaker/topic.h"

namespace lockstep::breaker {

// Counts one more call, and says whether it may go to the host.
bool ask(World& world, std::uint32_t caller, ServerId host,
         const Playing& playing);

// What the caller says when it has no answer of now.
void fallBack(World& world, const Playing& playing);

}  // namespace lockstep::breaker
