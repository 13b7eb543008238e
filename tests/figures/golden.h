// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "drawing/figure.h"

namespace lockstep::testing {

// Compares a figure as text with tests/figures/goldens/NAME.txt, or writes that anew.
void expectGolden(const std::string& name, const drawing::Figure& figure);

}  // namespace lockstep::testing
