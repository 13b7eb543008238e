// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "explorer/ladder.h"
#include "explorer/search.h"

namespace lockstep::explorer {

// A state that a transition leads to, not yet looked up.
struct Candidate {
    std::uint64_t identity = 0;
    StateTree::Number parent = 0;
    Code code = 0;
};

// A transition that breaks an invariant.
struct Breach {
    StateTree::Number state = 0;
    Code code = 0;
    int invariant = -1;
};

// A few neighbouring states of a level, and what comes out of looking behind
// them, in order; it stops at the first breach.
struct Portion {
    StateTree::Number first = 0;
    StateTree::Number last = 0;
    std::vector<Candidate> candidates;
    std::uint64_t transitions = 0;
    std::optional<Breach> breach;
};

// Looks behind states: one of these to a thread.
template <class T>
class Expansion {
public:
    Expansion(const Subject<T>& subject, const StateTree& tree)
        : player_(subject),
          ladder_(player_.start(), tree, player_.choices()),
          next_(player_.start()) {}

    Player<T>& player() { return player_; }

    // Requires that the portion's states are so many actions from the start.
    void expand(Portion& portion, std::size_t depth) {
        portion.candidates.clear();
        portion.transitions = 0;
        portion.breach.reset();
        for (auto state = portion.first; state < portion.last; ++state) {
            expand(ladder_.climb(state, depth), portion);
            if (portion.breach) return;
        }
    }

    // The actions to a breach at this depth.
    std::vector<Action> pathTo(const Breach& breach, const StateTree& tree,
                               std::size_t depth) {
        std::vector<Action> path(depth + 1);
        StateTree::Number state = breach.state;
        Code code = breach.code;
        for (std::size_t d = depth + 1; d-- > 0;) {
            const Rung<T>& rung = ladder_.climb(state, d);
            path[d] =
                player_.choices().choice(rung.world, rung.spent, code).action;
            code = tree.code(state);
            state = tree.parent(state);
        }
        return path;
    }

private:
    void expand(const Rung<T>& rung, Portion& portion) {
        const Choices<T>& choices = player_.choices();
        // First of all, for it leaves its marks on the world.
        const std::uint64_t before = T::fingerprint(rung.world);
        choices.list(rung.world, rung.spent, codes_);
        next_ = rung.world;
        for (std::size_t i = 0; i < codes_.size(); ++i) {
            const Code code = codes_[i];
            if (i > 0) takeBack<T>(next_, rung.world, codes_[i - 1]);
            Spent spent = rung.spent;
            play(choices, next_, spent, code);
            ++portion.transitions;
            const std::uint64_t after = T::fingerprint(next_);
            // What changes nothing is not worth its price.
            if (after == before) continue;
            const int broken = player_.broken(rung.world, next_);
            if (broken >= 0) {
                portion.breach = {rung.state, code, broken};
                return;
            }
            portion.candidates.push_back(
                {player_.identity(next_, after, spent), rung.state, code});
        }
    }

    Player<T> player_;
    Ladder<T> ladder_;
    typename T::World next_;
    std::vector<Code> codes_;
};

}  // namespace lockstep::explorer
