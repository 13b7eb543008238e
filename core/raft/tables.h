// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/topic.h"

namespace lockstep::raft {

// The network's dials, then Raft's, in the order that Raft::setDial goes by.
std::vector<DialInfo> dialTable();

// The rules on one page, with the code of each.
std::vector<ProtocolRule> protocolPage();

}  // namespace lockstep::raft
