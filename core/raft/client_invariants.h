// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raft/invariants.h"

// The claims about what clients are told: snapshots say what the entries said,
// no command is executed twice, no read is out of date.
namespace lockstep::raft {

void checkSnapshot(const World& world, const Server& before,
                   const Server& after, Verdicts& verdicts);
void checkOnce(const World& world, const Server& before, const Server& after,
               Verdicts& verdicts);
void checkReads(const Ghosts& before, const Ghosts& after, Verdicts& verdicts);

}  // namespace lockstep::raft
