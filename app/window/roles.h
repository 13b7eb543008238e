// SPDX-License-Identifier: GPL-3.0-or-later
// What a widget is, for the style sheet (theme/style_sheet.h lists the roles and states).
#pragma once

#include <QWidget>

namespace lockstep::window {

void setRole(QWidget* widget, const char* role);
// Takes effect at once, also on a widget that is seen already.
void setState(QWidget* widget, const char* state);

}  // namespace lockstep::window
