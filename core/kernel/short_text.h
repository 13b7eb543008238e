// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kernel/time.h"

namespace lockstep {

// A duration of three digits, as a sentence has it: "2.3 s" of 2.297288 s. The
// facts have it in full.
std::string toShortText(Duration duration);

}  // namespace lockstep
