// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kernel/timeline.h"

namespace lockstep::script {

// The version of this program, as recordings carry it: "0.2.0".
const char* programVersion();

// A scenario as the head of a script, a line each.
std::string writeHead(const Scenario& scenario);

// The way to where a timeline stands, as a script: its head, the steps, and
// what was done by hand when. Played, it ends in the same state everywhere;
// its last line expects the digest, so that a difference is told.
std::string writeRecording(const Timeline& timeline);

// All branches of a timeline, as a script that opens each of them and ends
// where the timeline stands.
std::string writeSession(const Timeline& timeline);

}  // namespace lockstep::script
