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

// A world on the way, and what was spent on the way there.
template <class T>
struct Position {
    typename T::World world;
    Spent spent;
};

// Looks behind states: one of these to a thread. The usual way plays each
// choice in the world itself; see parts_expansion.h for the quick one.
template <class T>
class Expansion {
public:
    Expansion(const Subject<T>& subject, const StateTree& tree)
        : player_(subject),
          tree_(tree),
          ladder_({player_.start(), {}}, tree),
          next_(player_.start()) {}
    virtual ~Expansion() = default;
    Expansion(const Expansion&) = delete;
    Expansion& operator=(const Expansion&) = delete;

    Player<T>& player() { return player_; }

    // What tells the start from other states.
    virtual std::uint64_t startsAs() {
        const auto& start = player_.start();
        return player_.identity(start, T::fingerprint(start), Spent{});
    }

    // Requires that the portion's states are so many actions from the start.
    void expand(Portion& portion, std::size_t depth) {
        portion.candidates.clear();
        portion.transitions = 0;
        portion.breach.reset();
        for (auto state = portion.first; state < portion.last; ++state) {
            expandState(state, depth, portion);
            if (portion.breach) return;
        }
    }

    // The actions to a breach at this depth.
    std::vector<Action> pathTo(const Breach& breach, std::size_t depth) {
        std::vector<Action> path(depth + 1);
        StateTree::Number state = breach.state;
        Code code = breach.code;
        for (std::size_t d = depth + 1; d-- > 0;) {
            const Position<T>& at = climb(state, d);
            path[d] = player_.choices().choice(at.world, at.spent, code).action;
            code = tree_.code(state);
            state = tree_.parent(state);
        }
        return path;
    }

    // Bytes, roughly, beside what every expansion needs.
    virtual std::size_t memory() const { return 0; }

protected:
    virtual void expandState(StateTree::Number state, std::size_t depth,
                             Portion& portion) {
        const Position<T>& at = climb(state, depth);
        const Choices<T>& choices = player_.choices();
        // First of all, for it leaves its marks on the world.
        const std::uint64_t before = T::fingerprint(at.world);
        choices.list(at.world, at.spent, codes_);
        next_ = at.world;
        for (std::size_t i = 0; i < codes_.size(); ++i) {
            const Code code = codes_[i];
            if (i > 0) takeBack<T>(next_, at.world, codes_[i - 1]);
            Spent spent = at.spent;
            play(choices, next_, spent, code);
            ++portion.transitions;
            const std::uint64_t after = T::fingerprint(next_);
            // What changes nothing is not worth its price.
            if (after == before) continue;
            const int broken = player_.broken(at.world, next_);
            if (broken >= 0) {
                portion.breach = {state, code, broken};
                return;
            }
            portion.candidates.push_back(
                {player_.identity(next_, after, spent), state, code});
        }
    }

    const StateTree& tree() const { return tree_; }

private:
    const Position<T>& climb(StateTree::Number state, std::size_t depth) {
        const auto step = [this](const Position<T>& from, Position<T>& to,
                                 Code code) {
            to.world = from.world;
            to.spent = from.spent;
            play(player_.choices(), to.world, to.spent, code);
        };
        return ladder_.climb(state, depth, step).place;
    }

    Player<T> player_;
    const StateTree& tree_;
    Ladder<Position<T>> ladder_;
    typename T::World next_;
    std::vector<Code> codes_;
};

}  // namespace lockstep::explorer
