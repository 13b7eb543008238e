// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/flaw.h"
#include "kernel/random.h"
#include "retry/settings.h"

namespace lockstep::retry {

// The time before the n-th retry, from 1, without chance: what is drawn from.
Duration plainDelay(const Settings& settings, std::uint32_t retry,
                    FlawSet flaws);

// The time before the n-th retry. `previous` is the delay before, or the base:
// decorrelated jitter goes by it.
Duration delayBefore(const Settings& settings, std::uint32_t retry,
                     Duration previous, FlawSet flaws, Random& random);

}  // namespace lockstep::retry
