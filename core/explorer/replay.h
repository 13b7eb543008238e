// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "explorer/result.h"
#include "kernel/topic.h"

namespace lockstep::explorer {

// A setup of one's own with the same scenario, and the same texts under the
// same numbers: what one thread adds to it, no other sees.
std::shared_ptr<const Setup> copyOf(const Setup& setup);

// The actions that keep chance out of a path played by hand: nothing sent is
// lost or doubled by the dials. Empty where these are at zero already.
std::vector<Action> stillingActions(const AnyWorld& world,
                                    const TopicInfo& topic);

// Plays a path on a real world, as a hand would, and tells it in the result.
// False if it breaks no invariant there, which would be a fault of ours.
bool replay(AnyWorld& world, const std::vector<Action>& path,
            const TopicInfo& topic, Result& result);

}  // namespace lockstep::explorer
