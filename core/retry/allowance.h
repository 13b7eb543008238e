// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "retry/settings.h"

namespace lockstep::retry {

// What limits the retries of all clients together, in millionths of a token.
struct Allowance {
    std::int64_t budget = 0;
    std::int64_t throttle = 0;

    bool operator==(const Allowance&) const = default;
};

inline constexpr std::int64_t token = 1'000'000;

void fill(Allowance& allowance, const Settings& settings);

// A call earns the budget's part of a token, so that retries stay that part
// of the calls; tokens that nobody uses are kept up to the burst.
void earn(Allowance& allowance, const Settings& settings);
// Whether another retry is in the budget, and if so takes its token.
bool spend(Allowance& allowance, const Settings& settings);

// gRPC (proposal A6): a failure costs a token, a success earns the ratio, and
// nobody retries while no more than half of the tokens are left.
void noteAnswer(Allowance& allowance, const Settings& settings, bool failed);
bool throttled(const Allowance& allowance, const Settings& settings);

}  // namespace lockstep::retry
