// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <utility>

#include "explorer/explorable.h"
#include "explorer/fold.h"
#include "explorer/replay.h"
#include "explorer/search.h"
#include "kernel/adapter.h"

namespace lockstep::explorer {

// The exploration of a topic made of T.
template <class T>
class ExplorationOf final : public Exploration {
public:
    ExplorationOf(const AnyWorld& start, const Habits& habits, Bounds bounds)
        : setup_(copyOf(start.setup())),
          start_(setup_, start.as<typename T::World>()),
          bounds_(std::move(bounds)),
          budgets_(resolved(T::info(), habits, bounds_.budgets)),
          phrases_(makePhrases(*setup_, budgets_)) {}

    Result run(const Watch& watch) override {
        using Clock = std::chrono::steady_clock;
        const auto began = Clock::now();
        auto search =
            std::make_unique<Search<T>>(start_.template as<typename T::World>(),
                                        phrases_, budgets_, bounds_);
        Outcome outcome = search->run(watch);
        search.reset();
        Result& result = outcome.result;
        result.seconds =
            std::chrono::duration<double>(Clock::now() - began).count();
        if (result.verdict == Verdict::found) confirm(outcome);
        return std::move(result);
    }

private:
    // What was found silently is played as a hand would, to be told.
    void confirm(Outcome& outcome) {
        std::vector<Action> path = stillingActions(start_, T::info());
        path.insert(path.end(), outcome.path.begin(), outcome.path.end());
        outcome.result.confirmed =
            replay(start_, path, T::info(), outcome.result);
    }

    std::shared_ptr<const Setup> setup_;
    WorldOf<T> start_;
    Bounds bounds_;
    std::vector<int> budgets_;
    Phrases phrases_;
};

template <class T>
class ExplorableOf final : public Explorable {
public:
    using Explorable::Explorable;

    bool symmetric(const AnyWorld& start) const override {
        return Fold<T>(start.as<typename T::World>(), true).active();
    }

    std::unique_ptr<Exploration> prepare(const AnyWorld& start,
                                         const Bounds& bounds) const override {
        return std::make_unique<ExplorationOf<T>>(start, habits(), bounds);
    }
};

// What a topic registers to be explored.
template <class T>
std::unique_ptr<const Explorable> of(Habits habits) {
    return std::make_unique<const ExplorableOf<T>>(std::move(habits));
}

}  // namespace lockstep::explorer
