// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>
#include <optional>

#include "explorer/assembly.h"
#include "explorer/expansion.h"

namespace lockstep::explorer {

// Looks behind states in parts: no world is copied, no rule runs twice for
// the same case, and what a choice leads to is known by its sum before it is
// made. It comes to the same states, in the same order, as the usual way.
template <class T>
class PartsExpansion final : public Expansion<T> {
public:
    // `mostMemory`: when the tables take more they are begun anew.
    PartsExpansion(const Subject<T>& subject, const StateTree& tree,
                   std::uint64_t mostMemory)
        : Expansion<T>(subject, tree),
          mostMemory_(mostMemory),
          ladder_({}, tree) {
        begin();
    }

    // Whether worlds can be taken apart as long as only these are paid for.
    static bool suits(const std::vector<int>& budgets) {
        for (std::size_t slot = firstVerbSlot; slot < Choices<T>::verbsEnd();
             ++slot) {
            const bool alone = T::actsAlone(slot - firstVerbSlot);
            if (budgets[slot] != 0 && !alone) return false;
        }
        return true;
    }

    std::uint64_t startsAs() override {
        return identity(play_->sumOf(start_), Spent{});
    }

    std::size_t memory() const override { return play_->memory(); }

protected:
    void expandState(StateTree::Number state, std::size_t depth,
                     Portion& portion) override {
        const bool full = state % 64 == 0 && (play_->memory() > mostMemory_ ||
                                              play_->nearlyFull());
        if (full) begin();
        const Assembly& at = climb(state, depth);
        play_->list(at, codes_);
        play_->announce(at, codes_);
        const std::uint64_t before = play_->sumOf(at);
        for (const Code code : codes_) {
            const Turn turn = play_->turn(at, code);
            ++portion.transitions;
            const std::uint64_t after = play_->sumAfter(at, turn);
            if (after == before) continue;
            const int broken = play_->broken(at, turn);
            if (broken >= 0) {
                portion.breach = {state, code, broken};
                return;
            }
            Spent spent = at.spent;
            spent.spend(turn.slot);
            portion.candidates.push_back({identity(after, spent), state, code});
        }
    }

private:
    static std::uint64_t identity(std::uint64_t sum, const Spent& spent) {
        return mixed(sum + spent.fingerprint());
    }

    void begin() {
        play_ = std::make_unique<AssemblyPlay<T>>(this->player());
        const auto& start = this->player().start();
        T::fingerprint(start);  // for the marks
        start_ = play_->assembled(start);
        ladder_.beginAt(start_);
    }

    const Assembly& climb(StateTree::Number state, std::size_t depth) {
        const auto step = [this](const Assembly& from, Assembly& to,
                                 Code code) {
            play_->make(from, play_->turn(from, code), to);
        };
        return ladder_.climb(state, depth, step).place;
    }

    const std::uint64_t mostMemory_;
    std::unique_ptr<AssemblyPlay<T>> play_;
    Assembly start_;
    Ladder<Assembly> ladder_;
    std::vector<Code> codes_;
};

// What suits the topic and the bounds.
template <class T>
std::unique_ptr<Expansion<T>> makeExpansion(const Subject<T>& subject,
                                            const StateTree& tree,
                                            std::uint64_t mostMemory) {
    if constexpr (Divisible<T>) {
        if (!subject.bounds.symmetry &&
            PartsExpansion<T>::suits(subject.budgets)) {
            return std::make_unique<PartsExpansion<T>>(subject, tree,
                                                       mostMemory);
        }
    }
    return std::make_unique<Expansion<T>>(subject, tree);
}

}  // namespace lockstep::explorer
