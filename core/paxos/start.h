// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/dial.h"
#include "kernel/scenario.h"
#include "paxos/world.h"

namespace lockstep::paxos {

// Names the servers that the dials proposers, acceptors, learners and
// together call for: P1 P2 A1 A2 A3 L1; or S1, S2, S3 with a role of each
// kind on them.
void nameServers(Scenario& scenario, const std::vector<DialInfo>& dials,
                 std::vector<Fault>& faults);

// Sets the roles up as the scenario's head says: with nothing accepted, or as
// `given`: A1 promised=2.P1 accepted=1.P1=x; L1 learned=x; P1 highest=3. With
// `multi` a slot or several may be named: accepted.135=1.P1=x,
// learned.1..134=x, and P1 learned.138=y.
void start(World& world, std::vector<Fault>& faults);

}  // namespace lockstep::paxos
