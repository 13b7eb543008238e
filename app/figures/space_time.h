// SPDX-License-Identifier: GPL-3.0-or-later
// The space-time diagram of any topic with messages: a line for each server, time running down,
// an arrow for each message from the step that sent it to the step that took it. What happened
// before an event, and what it led to, can be lit (Lamport 1978, "happened before").
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drawing/figure.h"
#include "kernel/moment.h"

namespace lockstep::figures {

struct SpaceTimeOptions {
    drawing::Size size{480, 640};
    // The last step that is drawn; nothing: where one stands.
    std::optional<Step> last = {};
    // The event whose causes and effects are lit.
    std::optional<Step> focus = {};
    std::set<std::string> hiddenServers = {};
    std::set<std::string> hiddenKinds = {};  // of message: "append"
};

// How many steps have room in a diagram of this height.
std::size_t spaceTimeRows(drawing::Size size);

// Marks are "event/41" for a step, "packet/12" for a message in flight and "message/12" for one
// that has come to its end. Requires a moment with a history.
drawing::Figure spaceTime(const Moment& moment, const SpaceTimeOptions& options);

}  // namespace lockstep::figures
