// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/topic.h"
#include "script/words.h"

namespace lockstep::script {

// Reads a head's line of servers: "servers 5", or names with weights, such as
// "servers a:5 b:1 c". A name with a dot, colon or space stands in quotes, its
// weight after: servers "127.0.0.1:90":2.
std::vector<ScenarioServer> readServers(const std::vector<Token>& words,
                                        int lineNumber, const TopicInfo& topic,
                                        std::vector<Fault>& faults);

}  // namespace lockstep::script
