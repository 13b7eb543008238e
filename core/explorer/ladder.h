// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <vector>

#include "explorer/choices.h"
#include "explorer/state_tree.h"

namespace lockstep::explorer {

inline constexpr Playing silently{nullptr, true, 0};

// Plays an action, and forgets the messages that can make no difference any
// more: it is all the same whether they ever arrive.
template <class T>
void playSilently(typename T::World& world, const Action& action) {
    simulate::play<T>(world, action, silently);
    auto& packets = world.cluster.packets;
    if constexpr (requires { T::matters(world, packets.front()); }) {
        const auto idle = std::remove_if(
            packets.begin(), packets.end(),
            [&](const auto& packet) { return !T::matters(world, packet); });
        packets.erase(idle, packets.end());
    }
}

// A state with its world, on the way from the start to the one looked at.
template <class T>
struct Rung {
    StateTree::Number state = 0;
    typename T::World world;
    Spent spent;
    std::vector<Choice> choices;
    bool listed = false;
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
        rungs_.push_back({0, start, {}, {}, false});
    }

    // The state's rung, with its choices. Requires that the state is in the
    // tree, so many actions away from the start.
    Rung<T>& climb(StateTree::Number state, std::size_t depth) {
        way_.resize(depth + 1);
        std::size_t known = depth;
        for (StateTree::Number at = state;; at = tree_.parent(at), --known) {
            way_[known] = at;
            if (known < height_ && rungs_[known].state == at) break;
        }
        while (rungs_.size() <= depth)
            rungs_.push_back(rungs_.front());
        for (std::size_t d = known + 1; d <= depth; ++d)
            step(d);
        height_ = depth + 1;
        return listed(rungs_[depth]);
    }

private:
    void step(std::size_t depth) {
        Rung<T>& from = listed(rungs_[depth - 1]);
        Rung<T>& to = rungs_[depth];
        const Choice& choice = from.choices[tree_.choice(way_[depth])];
        to.state = way_[depth];
        to.world = from.world;
        to.spent = from.spent;
        to.listed = false;
        if (choice.slot != freeOfCharge) ++to.spent.counts[choice.slot];
        playSilently<T>(to.world, choice.action);
    }

    Rung<T>& listed(Rung<T>& rung) {
        if (!rung.listed) {
            choices_.list(rung.world, rung.spent, rung.choices);
            rung.listed = true;
        }
        return rung;
    }

    const StateTree& tree_;
    const Choices<T>& choices_;
    std::vector<Rung<T>> rungs_;
    std::size_t height_ = 1;
    std::vector<StateTree::Number> way_;
};

}  // namespace lockstep::explorer
