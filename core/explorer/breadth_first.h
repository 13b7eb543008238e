// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "explorer/crew.h"
#include "explorer/fingerprint_set.h"
#include "explorer/pace.h"
#include "explorer/parts_expansion.h"

namespace lockstep::explorer {

// Looks at every state that a world can reach within bounds, the nearest
// first, so that the first violation found is a nearest one. What comes out
// is what a single thread finds that takes one state after the other: threads
// expand the states of a batch, then look up what they found, each in parts
// of the set of its own and in order, and one of them takes stock.
template <class T>
class BreadthFirst {
public:
    BreadthFirst(const Subject<T>& subject, const Watch& watch)
        : bounds_(subject.bounds),
          pace_(watch),
          crew_(bounds_.threads),
          // What the set and the tables leave is for the tree.
          seen_(std::max<std::uint64_t>(bounds_.memory, fixed) / 100 * 46),
          portions_(batchSize / portionSize) {
        for (int i = 0; i < crew_.size(); ++i) {
            expansions_.push_back(makeExpansion(
                subject, tree_, bounds_.memory / 10 / crew_.size()));
        }
        texts_ = subject.start.setup->symbols.size();
    }

    Outcome run() {
        Result& result = outcome_.result;
        result.order = Order::breadthFirst;
        Player<T>& player = expansions_[0]->player();
        result.folded = player.folds();
        const auto& start = player.start();
        result.invariant = player.broken(start, start);
        if (result.invariant >= 0) {
            result.verdict = Verdict::found;
            result.states = 1;
        } else {
            seen_.put(expansions_[0]->startsAs());
            searchLevels();
            result.states = tree_.size();
        }
        result.memory = memory();
        return std::move(outcome_);
    }

    // Texts that servers made up on several threads: their numbers may differ
    // between these, so that a search with several must begin anew with them.
    std::set<std::string> newTexts() {
        std::set<std::string> texts;
        if (crew_.size() == 1) return texts;
        for (const auto& expansion : expansions_) {
            const Symbols& symbols = expansion->player().setup().symbols;
            for (std::size_t i = texts_; i < symbols.size(); ++i) {
                texts.emplace(symbols.text(static_cast<Symbol>(i)));
            }
        }
        return texts;
    }

private:
    static constexpr StateTree::Number batchSize = 4096;
    static constexpr StateTree::Number portionSize = 64;
    static constexpr std::uint64_t fixed = 1U << 18;
    static constexpr Code won = 1U << 31;
    static constexpr Code refused = 1U << 30;

    void searchLevels() {
        StateTree::Number first = 0;
        for (std::size_t depth = 0;; ++depth) {
            const StateTree::Number last = tree_.size();
            if (first == last) return end(Verdict::allSeen, depth - 1);
            if (bounds_.depth != 0 &&
                depth == static_cast<std::size_t>(bounds_.depth)) {
                return end(Verdict::depthEnds, depth);
            }
            outcome_.result.depth = static_cast<int>(depth);
            for (; first < last; first += batchSize) {
                const auto until = std::min(last, first + batchSize);
                expand(first, until, depth);
                lookUp();
                if (!takeStock(until, depth)) return;
            }
            first = last;
        }
    }

    void end(Verdict verdict, std::size_t depth) {
        outcome_.result.verdict = verdict;
        outcome_.result.depth = static_cast<int>(depth);
    }

    void expand(StateTree::Number first, StateTree::Number last,
                std::size_t depth) {
        used_ = 0;
        for (; first < last; first += portionSize) {
            Portion& portion = portions_[used_++];
            portion.first = first;
            portion.last = std::min(last, first + portionSize);
        }
        std::atomic<std::size_t> next{0};
        crew_.run([&](int worker) {
            Expansion<T>& expansion = *expansions_[worker];
            for (;;) {
                const std::size_t mine = next.fetch_add(1);
                if (mine >= used_) return;
                expansion.expand(portions_[mine], depth);
            }
        });
        // Behind the first breach nothing counts.
        for (std::size_t i = 0; i < used_; ++i) {
            if (portions_[i].breach) used_ = i + 1;
        }
    }

    // Marks the candidates that nobody saw before.
    void lookUp() {
        crew_.run([&](int worker) {
            const bool alone = crew_.size() == 1;
            const auto mine = [&](const Candidate& candidate) {
                return alone || static_cast<int>(FingerprintSet::partOf(
                                    candidate.identity)) %
                                        crew_.size() ==
                                    worker;
            };
            for (std::size_t i = 0; i < used_; ++i) {
                auto& candidates = portions_[i].candidates;
                const std::size_t count = candidates.size();
                for (std::size_t j = 0; j < count; ++j) {
                    // Waiting for memory, announced some looks before.
                    const std::size_t ahead = j + 16;
                    if (ahead < count && mine(candidates[ahead])) {
                        seen_.announce(candidates[ahead].identity);
                    }
                    if (mine(candidates[j])) lookUp(candidates[j]);
                }
            }
        });
    }

    void lookUp(Candidate& candidate) {
        const auto put = seen_.put(candidate.identity);
        if (put == FingerprintSet::Put::fresh) candidate.code |= won;
        if (put == FingerprintSet::Put::full) candidate.code |= refused;
    }

    // Adds what is new to the tree. False if the search is over.
    bool takeStock(StateTree::Number expanded, std::size_t depth) {
        Result& result = outcome_.result;
        for (std::size_t i = 0; i < used_; ++i) {
            result.transitions += portions_[i].transitions;
            for (const Candidate& candidate : portions_[i].candidates) {
                if ((candidate.code & refused) != 0) {
                    end(Verdict::memoryEnds, depth);
                    return false;
                }
                if ((candidate.code & won) == 0) continue;
                if (bounds_.states != 0 && tree_.size() >= bounds_.states) {
                    end(Verdict::statesEnd, depth);
                    return false;
                }
                tree_.add(candidate.parent, candidate.code & ~won);
            }
        }
        if (used_ > 0 && portions_[used_ - 1].breach) {
            tell(*portions_[used_ - 1].breach, depth);
            return false;
        }
        return goesOn(expanded, depth);
    }

    void tell(const Breach& breach, std::size_t depth) {
        outcome_.path = expansions_[0]->pathTo(breach, depth);
        outcome_.result.invariant = breach.invariant;
        end(Verdict::found, depth + 1);
    }

    bool goesOn(StateTree::Number expanded, std::size_t depth) {
        const Result& result = outcome_.result;
        Progress progress;
        progress.states = tree_.size();
        progress.transitions = result.transitions;
        progress.queue = tree_.size() - expanded;
        progress.depth = static_cast<int>(depth);
        progress.memory = memory();
        pace_.tell(progress);
        if (pace_.cancelled()) {
            end(Verdict::cancelled, depth);
            return false;
        }
        return newTexts().empty();
    }

    std::size_t memory() const {
        std::size_t sum = seen_.memory() + tree_.memory();
        for (const auto& expansion : expansions_)
            sum += expansion->memory();
        return sum;
    }

    const Bounds& bounds_;
    Pace pace_;
    StateTree tree_;
    Crew crew_;
    FingerprintSet seen_;
    std::vector<std::unique_ptr<Expansion<T>>> expansions_;
    std::vector<Portion> portions_;
    std::size_t used_ = 0;
    std::size_t texts_ = 0;
    Outcome outcome_;
};

}  // namespace lockstep::explorer
