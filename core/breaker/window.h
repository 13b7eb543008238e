// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "breaker/rules.h"
#include "kernel/small_vector.h"

namespace lockstep::breaker {

// How a call ended, and when. A slow call may fail as well.
struct Outcome {
    Time at{};
    bool failed = false;
    bool slow = false;

    bool operator==(const Outcome&) const = default;
};

// How many calls of the window ended how.
struct Tally {
    std::uint32_t calls = 0;
    std::uint32_t failures = 0;
    std::uint32_t slow = 0;

    void add(const Outcome& outcome) {
        ++calls;
        if (outcome.failed) ++failures;
        if (outcome.slow) ++slow;
    }
    bool operator==(const Tally&) const = default;
};

// The outcomes that a rate is taken of, oldest first: those of the last N
// calls, or of the last while. Resilience4j and Hystrix sum a time window up
// in buckets of a second, of which a whole one leaves at once; here each
// outcome leaves when its own time is over.
class Window {
public:
    void add(const Outcome& outcome, const Rules& rules);
    void clear() { outcomes_.clear(); }

    // What is still in it at a moment.
    Tally tally(const Rules& rules, Time now) const;
    template <class Visit>
    void visit(const Rules& rules, Time now, Visit visit) const {
        for (std::size_t i = firstOf(rules, now); i < outcomes_.size(); ++i) {
            visit(outcomes_[i]);
        }
    }

    bool operator==(const Window&) const = default;

private:
    std::size_t firstOf(const Rules& rules, Time now) const;

    SmallVector<Outcome, 10> outcomes_;
};

}  // namespace lockstep::breaker
