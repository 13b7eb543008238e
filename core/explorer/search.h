// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <memory>
#include <optional>
#include <vector>

#include "explorer/fold.h"
#include "explorer/play.h"
#include "explorer/replay.h"
#include "explorer/result.h"

namespace lockstep::explorer {

// What a search works on; it must outlive it.
template <class T>
struct Subject {
    const typename T::World& start;
    const Phrases& phrases;
    const std::vector<int>& budgets;
    const Bounds& bounds;
};

// What a search ends with: the actions to the violation, if there is one.
struct Outcome {
    Result result;
    std::vector<Action> path;
};

// What one thread needs to play: its own texts, and worlds that point there.
// Works on the topic's own types: no narration, no due times.
template <class T>
class Player {
public:
    using World = typename T::World;

    explicit Player(const Subject<T>& subject)
        : setup_(copyOf(*subject.start.setup)),
          start_(subject.start),
          choices_(subject.phrases, subject.budgets),
          fold_(subject.start, subject.bounds.symmetry),
          invariants_(subject.bounds.invariants) {
        start_.setup = {setup_.get()};
        start_.cluster.exploring = true;
        forgetIdle<T>(start_);
    }
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    const World& start() const { return start_; }
    const Choices<T>& choices() const { return choices_; }
    const Setup& setup() const { return *setup_; }
    bool folds() const { return fold_.active(); }

    // What tells a state from others; `plain` is its world's fingerprint.
    std::uint64_t identity(const World& world, std::uint64_t plain,
                           const Spent& spent) {
        const std::uint64_t of =
            fold_.active() ? fold_.fold(world, plain) : plain;
        return mixed(of + spent.fingerprint());
    }

    // The first invariant that a step breaks, of those looked for; -1 if none.
    int broken(const World& before, const World& after) const {
        Verdicts verdicts;
        T::check(before, after, verdicts);
        const std::uint32_t bits = verdicts.brokenBits() & invariants_;
        return bits == 0 ? -1 : std::countr_zero(bits);
    }

private:
    std::shared_ptr<const Setup> setup_;
    World start_;
    Choices<T> choices_;
    Fold<T> fold_;
    std::uint32_t invariants_;
};

}  // namespace lockstep::explorer
