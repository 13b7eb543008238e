// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>

#include "explorer/breadth_first.h"
#include "explorer/depth_first.h"
#include "explorer/explorable.h"
#include "explorer/random_walks.h"
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
        const Watch nobody;
        const Pace pace(nobody);
        Outcome outcome = search(watch);
        Result& result = outcome.result;
        result.seconds = pace.seconds();
        if (result.verdict == Verdict::found) confirm(outcome);
        return std::move(result);
    }

private:
    Outcome search(const Watch& watch) {
        const Subject<T> subject{start_.template as<typename T::World>(),
                                 phrases_, budgets_, bounds_};
        switch (bounds_.order) {
            case Order::depthFirst:
                return std::make_unique<DepthFirst<T>>(subject, watch)->run();
            case Order::randomWalks:
                return std::make_unique<RandomWalks<T>>(subject, watch)->run();
            case Order::breadthFirst: break;
        }
        for (;;) {
            auto search = std::make_unique<BreadthFirst<T>>(subject, watch);
            Outcome outcome = search->run();
            const auto texts = search->newTexts();
            if (texts.empty()) return outcome;
            for (const std::string& text : texts)
                setup_->symbols.intern(text);
        }
    }

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
