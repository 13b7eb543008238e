// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "explorer/play.h"
#include "explorer/state_tree.h"

namespace lockstep::explorer {

// A state with its world, on the way from the start to the one looked at.
template <class T>
struct Rung {
    StateTree::Number state = 0;
    typename T::World world;
    Spent spent;
};

// Plays the way to a state again. States are visited in the order of their
// discovery, so that neighbours share most of the way and only its end is
// played anew.
template <class T>
class Ladder {
public:
    Ladder(const typename T::World& start, const StateTree& tree,
           const Choices<T>& choices)
        : tree_(tree), choices_(choices) {
        rungs_.push_back({0, start, {}});
    }

    // The state's rung. Requires that the state is in the tree, so many
    // actions away from the start.
    const Rung<T>& climb(StateTree::Number state, std::size_t depth) {
        way_.resize(depth + 1);
        std::size_t known = depth;
        for (StateTree::Number at = state;; at = tree_.parent(at), --known) {
            way_[known] = at;
            if (known < height_ && rungs_[known].state == at) break;
        }
        while (rungs_.size() <= depth)
            rungs_.push_back(rungs_.front());
        for (std::size_t d = known + 1; d <= depth; ++d)
            step(rungs_[d - 1], rungs_[d], way_[d]);
        height_ = depth + 1;
        return rungs_[depth];
    }

private:
    void step(const Rung<T>& from, Rung<T>& to, StateTree::Number state) {
        to.state = state;
        to.world = from.world;
        to.spent = from.spent;
        play(choices_, to.world, to.spent, tree_.code(state));
    }

    const StateTree& tree_;
    const Choices<T>& choices_;
    std::vector<Rung<T>> rungs_;
    std::size_t height_ = 1;
    std::vector<StateTree::Number> way_;
};

}  // namespace lockstep::explorer
