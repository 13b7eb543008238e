// SPDX-License-Identifier: GPL-3.0-or-later
// What a step's events come to in words: the one that matters most, and why.
#pragma once

#include <QString>
#include <optional>

#include "kernel/step_words.h"

namespace lockstep::session {

struct StepTelling {
    QString what;   // one sentence
    QString why;    // the rest; may be empty
    int others = 0; // further events of the step that are not told here
    const Event* event = nullptr;  // of the moment's events; null at the start
};

using lockstep::mainEvent;
StepTelling tell(const Moment& moment);

// "S3", when the event happened at a server.
QString serverOf(const Event& event, const Setup& setup);

// The action of a step as its script line.
QString actionText(const Action& action, const TopicInfo& topic, const Setup& setup);

}  // namespace lockstep::session
