// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

#include "explorer/crew.h"
#include "explorer/pace.h"
#include "explorer/search.h"
#include "explorer/shorten.h"
#include "kernel/random.h"

namespace lockstep::explorer {

// Walks from the start to an end, drawing each action by chance, again and
// again. It remembers nothing, so it goes where there are too many states to
// see all, and proves nothing. Each walk has a seed of its own: the first one
// that breaks an invariant is the same whatever the number of threads.
template <class T>
class RandomWalks {
public:
    RandomWalks(const Subject<T>& subject, const Watch& watch)
        : bounds_(subject.bounds),
          pace_(watch),
          crew_(bounds_.threads),
          walks_(batchSize) {
        for (int i = 0; i < crew_.size(); ++i) {
            walkers_.push_back(std::make_unique<Walker>(subject));
        }
    }

    Outcome run() {
        Result& result = outcome_.result;
        result.order = Order::randomWalks;
        const Player<T>& player = walkers_[0]->player;
        result.invariant = player.broken(player.start(), player.start());
        result.verdict = result.invariant >= 0 ? Verdict::found : walkAll();
        for (const auto& walker : walkers_)
            result.memory += sizeof(*walker);
        return std::move(outcome_);
    }

private:
    static constexpr std::uint64_t batchSize = 256;
    static constexpr std::size_t longest = 10'000;

    // One thread's.
    struct Walker {
        explicit Walker(const Subject<T>& subject)
            : player(subject), world(player.start()), before(world) {}

        Player<T> player;
        typename T::World world;
        typename T::World before;
        std::vector<Code> codes;
    };

    // How a walk went.
    struct Walk {
        std::size_t actions = 0;
        int invariant = -1;
    };

    Verdict walkAll() {
        Result& result = outcome_.result;
        for (std::uint64_t first = 0; first < bounds_.walks;) {
            const std::uint64_t count =
                std::min(batchSize, bounds_.walks - first);
            std::atomic<std::uint64_t> next{0};
            crew_.run([&](int worker) {
                for (;;) {
                    const std::uint64_t mine = next.fetch_add(1);
                    if (mine >= count) return;
                    walks_[mine] =
                        walk(*walkers_[worker], first + mine, nullptr);
                }
            });
            for (std::uint64_t i = 0; i < count; ++i) {
                add(walks_[i]);
                if (walks_[i].invariant < 0) continue;
                tell(first + i, walks_[i].invariant);
                return Verdict::found;
            }
            first += count;
            Progress progress;
            progress.walks = result.walks;
            progress.transitions = result.transitions;
            progress.queue = bounds_.walks - first;
            progress.depth = result.depth;
            pace_.tell(progress);
            if (pace_.cancelled()) return Verdict::cancelled;
        }
        return Verdict::walksEnd;
    }

    void add(const Walk& walk) {
        Result& result = outcome_.result;
        ++result.walks;
        result.transitions += walk.actions;
        result.depth = std::max(result.depth, static_cast<int>(walk.actions));
    }

    // Walks to the end, the limit or a violation, and notes the way if asked.
    Walk walk(Walker& walker, std::uint64_t number,
              std::vector<Action>* path) const {
        const Choices<T>& choices = walker.player.choices();
        const std::size_t limit = bounds_.depth == 0
                                      ? longest
                                      : static_cast<std::size_t>(bounds_.depth);
        Random random(mixed(bounds_.seed) + number);
        Spent spent;
        Walk done;
        walker.world = walker.player.start();
        while (done.actions < limit) {
            choices.list(walker.world, spent, walker.codes);
            if (walker.codes.empty()) break;
            const Code code = walker.codes[random.below(walker.codes.size())];
            if (path) {
                path->push_back(
                    choices.choice(walker.world, spent, code).action);
            }
            walker.before = walker.world;
            play(choices, walker.world, spent, code);
            ++done.actions;
            done.invariant = walker.player.broken(walker.before, walker.world);
            if (done.invariant >= 0) break;
        }
        return done;
    }

    void tell(std::uint64_t number, int invariant) {
        std::vector<Action> path;
        walk(*walkers_[0], number, &path);
        outcome_.path = Shortening<T>(walkers_[0]->player, invariant).of(path);
        outcome_.result.invariant = invariant;
        outcome_.result.depth = static_cast<int>(outcome_.path.size());
    }

    const Bounds& bounds_;
    Pace pace_;
    Crew crew_;
    std::vector<std::unique_ptr<Walker>> walkers_;
    std::vector<Walk> walks_;
    Outcome outcome_;
};

}  // namespace lockstep::explorer
