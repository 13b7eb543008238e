// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/event.h"

namespace lockstep {

// A claim that holds in every state, in plain English.
struct InvariantSpec {
    const char* id;      // "election-safety"
    const char* title;   // "Election safety"
    const char* claim;   // "At most one leader is elected in a term."
    const char* source;  // "Raft, Figure 3"
};

// A claim that does not hold, and how it is broken.
struct Violation {
    int invariant = 0;
    Event telling;
};

// Collects what a check finds. The explorer asks for the bits only.
class Verdicts {
public:
    explicit Verdicts(std::vector<Violation>* tellings = nullptr)
        : tellings_(tellings) {}

    template <class... Fields>
    void broken(int invariant, Sentence sentence, const Fields&... fields) {
        const std::uint32_t bit = 1U << invariant;
        if (tellings_ && (broken_ & bit) == 0) {
            tellings_->push_back(
                {invariant,
                 {&kind, sentence, {Field(fields)...}, ServerId{}, false, 0}});
        }
        broken_ |= bit;
    }

    std::uint32_t brokenBits() const { return broken_; }

    static constexpr EventKind kind{"invariant.broken", Weight::milestone};

private:
    std::vector<Violation>* tellings_;
    std::uint32_t broken_ = 0;
};

}  // namespace lockstep
