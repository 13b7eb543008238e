// SPDX-License-Identifier: GPL-3.0-or-later
// The few signs on buttons, drawn rather than taken from a font that may lack them.
#pragma once

#include <QIcon>

#include "window/look.h"

namespace lockstep::window {

enum class Sign { play, pause, toPrevious, toNext, menu, chevron, cross };

// In the colour that `ink` has now; make it anew when the look changes.
QIcon iconFor(Sign sign, const Look& look, drawing::Ink ink);

}  // namespace lockstep::window
