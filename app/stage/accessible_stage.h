// SPDX-License-Identifier: GPL-3.0-or-later
// The stage for screen readers: a list with an entry for each mark that can be touched, because
// the view alone tells them next to nothing of what it shows.
#pragma once

#include <QString>

namespace lockstep::stage {

class Stage;

// Makes Qt ask us about stages; harmless when called again.
void installAccessibleStage();

// Tells a screen reader that the keyboard is at this mark now.
void announceFocus(Stage& stage, const QString& markId);

}  // namespace lockstep::stage
