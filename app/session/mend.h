// SPDX-License-Identifier: GPL-3.0-or-later
// The same run with its rules mended: what would have happened had no rule been broken on purpose.
#pragma once

#include <memory>
#include <string>

#include "kernel/timeline.h"

namespace lockstep::session {

struct Mended {
    std::shared_ptr<Timeline> timeline;  // as far as the same actions can be played
    Step differs = 0;                    // the first step that goes another way; 0 if none does
    std::string instead;                 // what happens there now; empty if nothing does
    std::string impossible;              // the action at which it ends; empty if all were played
};

// Plays the actions of the branch up to this step, without flaws. Where an action is not possible
// any more, the run ends.
Mended mend(const Timeline& broken, Step until);

// Whether any rule is broken on purpose, at the start or on the way up to this step.
bool hasFlaws(const Timeline& timeline, Step until);

}  // namespace lockstep::session
