// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "kernel/topic.h"

namespace lockstep {

using Step = std::uint32_t;

// The past that a picture may draw: the steps so far on this branch.
class History {
public:
    virtual ~History() = default;
    virtual Step stepCount() const = 0;
    virtual Time timeAt(Step step) const = 0;
    virtual Action actionAt(Step step) const = 0;
    // What a step did; replayed, so ask for ranges in order.
    virtual const Events& eventsAt(Step step) const = 0;
    // Replays the steps from `first` (1 at least) to `last`, each with the
    // world before and after it and what it did.
    virtual void visitSteps(
        Step first, Step last,
        FunctionRef<void(Step, const AnyWorld& before, const AnyWorld& after,
                         const Events&)>
            visit) const = 0;
};

// One step, to be drawn: the world before and after it, what it did, and
// when. At step 0 both worlds are the start.
struct Moment {
    const AnyWorld* before = nullptr;
    const AnyWorld* after = nullptr;
    const Events* events = nullptr;
    Step step = 0;
    Time time{};
    const History* history = nullptr;
};

}  // namespace lockstep
