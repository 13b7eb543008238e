// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lockstep {

// Makes :/fonts/… and :/icons/… readable, wherever this library was linked
// from. Harmless when called again.
void initResources();

}  // namespace lockstep
