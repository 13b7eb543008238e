// SPDX-License-Identifier: GPL-3.0-or-later
// How a topic begins for somebody who sees it for the first time.
#pragma once

#include <cstdint>

#include "kernel/topic.h"

namespace lockstep::session {

struct FirstRun {
    std::uint64_t seed = 1;
    // Something great (a star on the timeline: a leader elected, a value chosen) comes by itself.
    bool livesByItself = false;
};

// Of the first few seeds, the one whose beginning is easiest to watch: with the fewest other
// milestones, such as timers that run out, around the first star. Seed 1 if no star comes.
FirstRun firstRunOf(const TopicInterface& topic);

}  // namespace lockstep::session
