// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace lockstep::explorer {

// How each state was first reached: from which one, and by which of its
// choices. Eight bytes a state; worlds are not kept but played again.
class StateTree {
public:
    using Number = std::uint32_t;

    StateTree() { add(0, 0); }

    Number add(Number parent, std::size_t choice) {
        steps_.push_back({parent, static_cast<std::uint32_t>(choice)});
        return static_cast<Number>(steps_.size() - 1);
    }

    Number parent(Number state) const { return steps_[state].parent; }
    std::size_t choice(Number state) const { return steps_[state].choice; }
    Number size() const { return static_cast<Number>(steps_.size()); }
    std::size_t memory() const { return steps_.capacity() * sizeof(Step); }

private:
    struct Step {
        Number parent;
        std::uint32_t choice;
    };
    std::vector<Step> steps_;
};

}  // namespace lockstep::explorer
