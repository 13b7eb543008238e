// SPDX-License-Identifier: GPL-3.0-or-later
// What a step was about, for all who tell it: window, slide and diagram.
#pragma once

#include <string>

#include "kernel/moment.h"

namespace lockstep {

// The weightiest event; null if there is none.
const Event* mainEvent(const Events& events);

// What is said of a step that raised no event: "S1 receives append from S5."
std::string quietStep(const Moment& moment);

}  // namespace lockstep
