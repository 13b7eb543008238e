// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/timeline.h"

namespace lockstep::script {

// Notes the servers that an action lets join: "add S4 with=S5,S6" names three.
// Or what is wrong with an action that names a server which is not there, and
// which nothing before it lets join; empty if there is nothing wrong.
std::string meetServers(const Action& action, std::string_view line,
                        const Timeline& timeline,
                        std::vector<std::string>& newcomers);

}  // namespace lockstep::script
