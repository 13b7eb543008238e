// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "kernel/small_vector.h"
#include "kernel/time.h"

namespace lockstep::breaker {

// Adaptive throttling, in place of a breaker: a client refuses a call by
// chance, the likelier the fewer of its calls were accepted lately.
// "Handling Overload" in Beyer et al., Site Reliability Engineering (2016),
// chapter 21, Client-Side Throttling.
class Throttle {
public:
    // Of the last while, in whole seconds; those refused here count as well.
    struct Counts {
        std::uint64_t requests = 0;
        std::uint64_t accepts = 0;
    };

    void asked(Time now, Duration lately);
    void accepted(Time now, Duration lately);
    Counts counts(Time now, Duration lately) const;

    template <class Visit>
    void visit(Visit visit) const {
        for (const Second& one : seconds_) visit(one);
    }
    bool operator==(const Throttle&) const = default;

private:
    struct Second {
        std::int64_t number = 0;  // since the start
        std::uint32_t requests = 0;
        std::uint32_t accepts = 0;

        bool operator==(const Second&) const = default;
    };

    Second& at(Time now, Duration lately);

    SmallVector<Second, 2> seconds_;
};

// max(0, (requests - K accepts) / (requests + 1)) in parts per million, K in
// millionths. Requires less than a million million requests.
std::uint32_t refusalChance(const Throttle::Counts& counts, std::int64_t k);

}  // namespace lockstep::breaker
