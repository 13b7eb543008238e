// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "explorer/explorable.h"

namespace lockstep::explorer {

// What `lockstep explore` was asked. Places in faults are left to the caller:
// a message says what is wrong and what would be right.
struct Request {
    const TopicInterface* topic = nullptr;
    const Explorable* explorable = nullptr;
    // SCRIPT's text and the world where it ends; empty and null for the start.
    std::string script;
    const AnyWorld* start = nullptr;
    // Turned at the start, or after SCRIPT: --set DIAL=VALUE, --flaw F.
    int servers = 0;  // 0: as the topic is usually explored
    std::vector<Setting> dials;
    std::vector<std::string> flaws;
    std::vector<std::string> budgets;  // "crash=1,loss=2", as written
    std::string invariant;             // the only one looked for; empty: any
    // Everything else, as Bounds has it; its budgets and invariants are those
    // named above.
    Bounds bounds;
    bool json = false;
};

// What is to be printed, and how to end: 0 nothing found, 3 found, 2 the
// request is wrong, 1 a counterexample that does not hold.
struct Report {
    int status = 0;
    std::string output;
    std::string error;  // one line, without the program's name
    Result result;
};

Report run(const Request& request, const Watch& watch = {});

}  // namespace lockstep::explorer
