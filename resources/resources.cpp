// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources.h"

#include <QtGlobal>

// The macro declares a function outside of any namespace, so it stands there.
static void initLockstepResources() { Q_INIT_RESOURCE(lockstep); }

namespace lockstep {

void initResources() { initLockstepResources(); }

}  // namespace lockstep
