// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table.h"

namespace lockstep::bench {

Row emptyEvents();
Row raftSilent();
Row raftWithRequests();
Row raftNarrated();
std::vector<Row> seekingInAMillion();
Row simulatedMinute();
Row exploredStates();
Row exploredMemory();
std::vector<Row> exploredPaxos();
Row balanceRequests();
Row balanceManyInFlight();
Row ringOwner();
Row ringOwnerHashed();
Row ringJoin();
Row ringDeviation();

}  // namespace lockstep::bench
