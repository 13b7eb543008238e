// SPDX-License-Identifier: GPL-3.0-or-later
// What a space-time diagram draws, read off the steps of a history.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/moment.h"

namespace lockstep::figures {

// A step: an event on the line of one server, or of none (a cut, a dial).
struct SpaceTimeRow {
    Step step = 0;
    Time time{};
    std::optional<ServerId> where;
    MessageId taken = 0;  // the message that this step delivered; 0 for none
    std::string what;     // what happened, in a sentence
    bool ofMessage = false;  // a message lost, dropped, held up: it has a line of its own
    bool milestone = false;
    bool small = false;
    std::vector<bool> up;  // by server, after the step
};

// A message from its sending to its end, as far as it lies in the steps.
struct SpaceTimeLine {
    enum class End { flying, delivered, lost };

    MessageId id = 0;
    std::string kind;
    std::string words;  // "append S1->S3"
    ServerId from;
    ServerId to;
    Time sent{};
    Step sentAt = 0;  // 0: before the first row
    Step endedAt = 0;
    End end = End::flying;
};

struct SpaceTimeHistory {
    std::vector<SpaceTimeRow> rows;    // in order of steps, one each
    std::vector<SpaceTimeLine> lines;  // in order of id
};

SpaceTimeHistory spaceTimeHistory(const Moment& moment, Step first, Step last);

// The rows that a row depends on, and those that depend on it, itself in both: along each
// server's line and along messages.
std::vector<bool> causesOf(const SpaceTimeHistory& history, std::size_t row);
std::vector<bool> effectsOf(const SpaceTimeHistory& history, std::size_t row);

}  // namespace lockstep::figures
