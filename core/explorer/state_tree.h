// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "explorer/choices.h"
#include "kernel/growing_list.h"

namespace lockstep::explorer {

// How each state was first reached: from which one, and by which of its
// choices. Eight bytes a state; worlds are not kept but played again.
class StateTree {
public:
    using Number = std::uint32_t;

    StateTree() { add(0, 0); }

    void add(Number parent, Code code) { steps_.push_back({parent, code}); }

    Number parent(Number state) const { return steps_[state].parent; }
    Code code(Number state) const { return steps_[state].code; }
    Number size() const { return static_cast<Number>(steps_.size()); }
    std::size_t memory() const { return steps_.memory(); }

private:
    struct Step {
        Number parent;
        Code code;
    };
    GrowingList<Step> steps_;
};

}  // namespace lockstep::explorer
