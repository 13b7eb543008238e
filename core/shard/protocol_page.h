// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/topic.h"

namespace lockstep::shard {

std::vector<ProtocolRule> protocolPage();

}  // namespace lockstep::shard
