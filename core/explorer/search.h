// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "explorer/bounds.h"
#include "explorer/fingerprint_set.h"
#include "explorer/ladder.h"
#include "explorer/result.h"

namespace lockstep::explorer {

// What a search ends with: the actions to the violation, if there is one.
struct Outcome {
    Result result;
    std::vector<Action> path;
};

// Looks at every state that a world can reach within bounds, breadth first,
// so that the first violation found is a nearest one. Works on the topic's
// own types: no narration, no due times, no allocation for a transition.
template <class T>
class Search {
public:
    using World = typename T::World;

    Search(const World& start, const Phrases& phrases,
           const std::vector<int>& budgets, const Bounds& bounds)
        : bounds_(bounds),
          choices_(phrases, budgets),
          ladder_(start, tree_, choices_),
          next_(start) {
        seen_.insert(identity(T::fingerprint(start), Spent{}));
    }

    Outcome run(const Watch& watch) {
        watch_ = &watch;
        if (!breaksAtStart()) searchLevels();
        Result& result = outcome_.result;
        result.states = seen_.size();
        result.memory = seen_.memory() + tree_.memory();
        return std::move(outcome_);
    }

private:
    // A transition whose state is not yet looked up. Looking up waits for
    // memory, so it is announced first and done a few transitions later.
    struct Pending {
        std::uint64_t identity;
        StateTree::Number parent;
        std::size_t choice;
    };

    static std::uint64_t identity(std::uint64_t world, const Spent& spent) {
        return mixed(world + spent.fingerprint());
    }

    bool breaksAtStart() {
        const World& start = ladder_.climb(0, 0).world;
        return notes(start, start);
    }

    void searchLevels() {
        Result& result = outcome_.result;
        StateTree::Number first = 0;
        for (std::size_t depth = 0;; ++depth) {
            const StateTree::Number last = tree_.size();
            if (first == last) return end(Verdict::allSeen, depth);
            if (bounds_.depth != 0 &&
                depth == static_cast<std::size_t>(bounds_.depth)) {
                return end(Verdict::depthEnds, depth);
            }
            result.depth = static_cast<int>(depth);
            for (StateTree::Number state = first; state < last; ++state) {
                if (!expand(state, depth)) return;
            }
            settle();
            first = last;
        }
    }

    void end(Verdict verdict, std::size_t depth) {
        outcome_.result.verdict = verdict;
        outcome_.result.depth =
            static_cast<int>(verdict == Verdict::allSeen ? depth - 1 : depth);
    }

    // Plays every choice of a state. False if the search is over.
    bool expand(StateTree::Number state, std::size_t depth) {
        const Rung<T>& rung = ladder_.climb(state, depth);
        const std::uint64_t before = T::fingerprint(rung.world);
        for (std::size_t i = 0; i < rung.choices.size(); ++i) {
            const Choice& choice = rung.choices[i];
            next_ = rung.world;
            playSilently<T>(next_, choice.action);
            ++outcome_.result.transitions;
            const std::uint64_t after = T::fingerprint(next_);
            // What changes nothing is not worth its price.
            if (after == before) continue;
            if (notes(rung.world, next_)) {
                tellPath(state, depth, choice.action);
                return false;
            }
            Spent spent = rung.spent;
            if (choice.slot != freeOfCharge) ++spent.counts[choice.slot];
            put({identity(after, spent), state, i});
        }
        return goesOn(state);
    }

    // Notes what breaks in a step; true if it is one of those looked for.
    bool notes(const World& before, const World& after) {
        Verdicts verdicts;
        T::check(before, after, verdicts);
        const std::uint32_t broken = verdicts.brokenBits() & bounds_.invariants;
        if (broken == 0) return false;
        outcome_.result.verdict = Verdict::found;
        outcome_.result.invariant = std::countr_zero(broken);
        return true;
    }

    void put(const Pending& pending) {
        seen_.announce(pending.identity);
        Pending& place = pending_[put_++ % pending_.size()];
        if (put_ > pending_.size()) look(place);
        place = pending;
    }

    // Looks up all that was put and not looked up yet.
    void settle() {
        const std::size_t count = std::min(put_, pending_.size());
        for (std::size_t i = put_ - count; i < put_; ++i) {
            look(pending_[i % pending_.size()]);
        }
        put_ = 0;
    }

    void look(const Pending& pending) {
        if (seen_.size() >= most_) return;
        if (seen_.insert(pending.identity)) {
            tree_.add(pending.parent, pending.choice);
        }
    }

    bool goesOn(StateTree::Number state) {
        if (seen_.size() >= most_) {
            outcome_.result.verdict = Verdict::statesEnd;
            return false;
        }
        if (state % 4096 != 0) return true;
        if (watch_->progress) {
            Progress progress;
            progress.states = seen_.size();
            progress.depth = outcome_.result.depth;
            watch_->progress(progress);
        }
        if (watch_->cancel && watch_->cancel->load()) {
            outcome_.result.verdict = Verdict::cancelled;
            return false;
        }
        return true;
    }

    void tellPath(StateTree::Number state, std::size_t depth,
                  const Action& last) {
        outcome_.result.depth = static_cast<int>(depth + 1);
        outcome_.path.assign(depth + 1, last);
        std::size_t choice = tree_.choice(state);
        for (std::size_t d = depth; d > 0; --d) {
            state = tree_.parent(state);
            outcome_.path[d - 1] =
                ladder_.climb(state, d - 1).choices[choice].action;
            choice = tree_.choice(state);
        }
    }

    const Bounds& bounds_;
    const std::uint64_t most_ = bounds_.states ? bounds_.states : ~0ULL;
    const Choices<T> choices_;
    StateTree tree_;
    FingerprintSet seen_;
    Ladder<T> ladder_;
    World next_;
    std::array<Pending, 16> pending_{};
    std::size_t put_ = 0;
    Outcome outcome_;
    const Watch* watch_ = nullptr;
};

}  // namespace lockstep::explorer
