// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "explorer/fingerprint_set.h"
#include "explorer/pace.h"
#include "explorer/search.h"
#include "explorer/shorten.h"

namespace lockstep::explorer {

// Follows one path to its end, then turns back to the last choice that was
// left open. Long paths come early, and a state costs ten bytes at most; but
// what it finds is no shortest path, and it works on one thread.
template <class T>
class DepthFirst {
public:
    DepthFirst(const Subject<T>& subject, const Watch& watch)
        : bounds_(subject.bounds),
          pace_(watch),
          player_(subject),
          seen_(bounds_.memory, true) {}

    Outcome run() {
        Result& result = outcome_.result;
        result.order = Order::depthFirst;
        result.folded = player_.folds();
        const auto& start = player_.start();
        result.invariant = player_.broken(start, start);
        result.verdict = Verdict::found;
        enter(0).world = start;
        if (result.invariant < 0) {
            seen_.put(player_.identity(start, T::fingerprint(start), Spent{}));
            open(0);
            result.verdict = follow();
        }
        result.states = std::max<std::size_t>(seen_.size(), 1);
        result.memory = memory();
        return std::move(outcome_);
    }

private:
    // A state on the path, and those of its choices that are still open.
    struct Stage {
        typename T::World world;
        Spent spent;
        std::uint64_t fingerprint = 0;
        std::vector<Code> codes;
        std::size_t next = 0;
    };

    // Notes hold depths up to this.
    static constexpr std::size_t deepest = 65'535;

    Stage& enter(std::size_t depth) {
        while (stages_.size() <= depth)
            stages_.push_back(std::make_unique<Stage>());
        return *stages_[depth];
    }

    void open(std::size_t depth) {
        Stage& stage = *stages_[depth];
        stage.fingerprint = T::fingerprint(stage.world);
        player_.choices().list(stage.world, stage.spent, stage.codes);
        stage.next = 0;
        int& reached = outcome_.result.depth;
        reached = std::max(reached, static_cast<int>(depth));
    }

    Verdict follow() {
        const std::size_t limit =
            bounds_.depth == 0
                ? deepest
                : std::min(static_cast<std::size_t>(bounds_.depth), deepest);
        bool cut = false;
        std::size_t depth = 0;
        for (;;) {
            Stage& stage = *stages_[depth];
            if (stage.next == stage.codes.size()) {
                if (depth == 0) break;
                --depth;
                continue;
            }
            if (depth == limit) {
                cut = true;
                stage.next = stage.codes.size();
                continue;
            }
            switch (take(stage, depth)) {
                case Taken::back: break;
                case Taken::on: open(++depth); break;
                case Taken::breach: return Verdict::found;
                case Taken::full: return Verdict::memoryEnds;
            }
            const std::uint64_t most = bounds_.states;
            if (most != 0 && seen_.size() >= most) return Verdict::statesEnd;
            if (!goesOn(depth)) return Verdict::cancelled;
        }
        return cut ? Verdict::depthEnds : Verdict::allSeen;
    }

    enum class Taken { back, on, breach, full };

    // Takes the next choice of a stage.
    Taken take(Stage& stage, std::size_t depth) {
        const Code code = stage.codes[stage.next++];
        Stage& to = enter(depth + 1);
        to.world = stage.world;
        to.spent = stage.spent;
        play(player_.choices(), to.world, to.spent, code);
        ++outcome_.result.transitions;
        const std::uint64_t after = T::fingerprint(to.world);
        if (after == stage.fingerprint) return Taken::back;
        outcome_.result.invariant = player_.broken(stage.world, to.world);
        if (outcome_.result.invariant >= 0) {
            tell(depth);
            return Taken::breach;
        }
        // With a limit to the depth, what lay too deep when it was met first
        // is looked behind again when it is met nearer.
        const auto note =
            static_cast<std::uint16_t>(bounds_.depth == 0 ? 0 : depth + 1);
        switch (seen_.put(player_.identity(to.world, after, to.spent), note)) {
            case FingerprintSet::Put::fresh:
            case FingerprintSet::Put::nearer: return Taken::on;
            case FingerprintSet::Put::known: return Taken::back;
            case FingerprintSet::Put::full: break;
        }
        return Taken::full;
    }

    void tell(std::size_t depth) {
        std::vector<Action> path;
        for (std::size_t d = 0; d <= depth; ++d) {
            const Stage& stage = *stages_[d];
            const Code code = stage.codes[stage.next - 1];
            path.push_back(player_.choices()
                               .choice(stage.world, stage.spent, code)
                               .action);
        }
        outcome_.path =
            Shortening<T>(player_, outcome_.result.invariant).of(path);
        outcome_.result.depth = static_cast<int>(outcome_.path.size());
    }

    bool goesOn(std::size_t depth) {
        const Result& result = outcome_.result;
        if (result.transitions % 1024 != 0) return true;
        Progress progress;
        progress.states = seen_.size();
        progress.transitions = result.transitions;
        for (std::size_t d = 0; d <= depth; ++d) {
            progress.queue += stages_[d]->codes.size() - stages_[d]->next;
        }
        progress.depth = static_cast<int>(depth);
        progress.memory = memory();
        pace_.tell(progress);
        return !pace_.cancelled();
    }

    std::size_t memory() const {
        return seen_.memory() + stages_.size() * sizeof(Stage);
    }

    const Bounds& bounds_;
    Pace pace_;
    Player<T> player_;
    FingerprintSet seen_;
    std::vector<std::unique_ptr<Stage>> stages_;
    Outcome outcome_;
};

}  // namespace lockstep::explorer
