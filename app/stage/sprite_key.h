// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "drawing/figure.h"

namespace lockstep::stage {

// Equal for marks that look the same wherever they are.
std::string spriteKey(const drawing::Mark& mark);

}  // namespace lockstep::stage
