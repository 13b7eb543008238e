// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "explorer/state_tree.h"

namespace lockstep::explorer {

// A state with all that it is, on the way from the start to the one looked at.
template <class Place>
struct Rung {
    StateTree::Number state = 0;
    Place place;
};

// Goes the way to a state again. States are visited in the order of their
// discovery, so that neighbours share most of the way and only its end is
// gone anew. `step(from, to, code)` makes of one place the next.
template <class Place>
class Ladder {
public:
    Ladder(const Place& start, const StateTree& tree) : tree_(tree) {
        rungs_.push_back({0, start});
    }

    // The state's rung. Requires that the state is in the tree, so many
    // actions away from the start.
    template <class Step>
    const Rung<Place>& climb(StateTree::Number state, std::size_t depth,
                             Step step) {
        way_.resize(depth + 1);
        std::size_t known = depth;
        for (StateTree::Number at = state;; at = tree_.parent(at), --known) {
            way_[known] = at;
            if (known < height_ && rungs_[known].state == at) break;
        }
        while (rungs_.size() <= depth)
            rungs_.push_back(rungs_.front());
        for (std::size_t d = known + 1; d <= depth; ++d) {
            rungs_[d].state = way_[d];
            step(rungs_[d - 1].place, rungs_[d].place, tree_.code(way_[d]));
        }
        height_ = depth + 1;
        return rungs_[depth];
    }

    // Begins again, from another place for the same start.
    void beginAt(const Place& start) {
        rungs_.assign(1, {0, start});
        height_ = 1;
    }

private:
    const StateTree& tree_;
    std::vector<Rung<Place>> rungs_;
    std::size_t height_ = 1;
    std::vector<StateTree::Number> way_;
};

}  // namespace lockstep::explorer
