// SPDX-License-Identifier: GPL-3.0-or-later
// The looks of the window's widgets: calm surfaces, one accent, a ring around what has the focus.
#pragma once

#include <QPalette>
#include <QString>

#include "theme/theme.h"

namespace lockstep::theme {

QPalette palette(const Theme& theme);

// For QApplication::setStyleSheet. `scale` is the text size chosen with Ctrl + and Ctrl −.
//
// Widgets say what they are by dynamic properties, set before they are shown (or polished again):
//   role   on buttons: "primary", "quiet", "link", "tool"; without one: secondary
//          on labels: "heading", "title", "body", "muted", "small", "caps", "code"
//          on frames: "panel", "card", "callout", "bar", "toast", "ground"
//   state  on labels and frames: "yes", "no", "lit", "warning"
QString styleSheet(const Theme& theme, double scale);

}  // namespace lockstep::theme
