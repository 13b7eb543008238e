// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/allowance.h"

#include <algorithm>

namespace lockstep::retry {

void fill(Allowance& allowance, const Settings& settings) {
    allowance.budget = settings.burst * token;
    allowance.throttle = settings.throttle.value_or(0) * token;
}

// [budget]
void earn(Allowance& allowance, const Settings& settings) {
    if (!settings.budget) return;
    allowance.budget = std::min<std::int64_t>(
        settings.burst * token, allowance.budget + *settings.budget);
}

bool spend(Allowance& allowance, const Settings& settings) {
    if (!settings.budget) return true;
    if (allowance.budget < token) return false;
    allowance.budget -= token;
    return true;
}
// [budget]

// [throttle]
void noteAnswer(Allowance& allowance, const Settings& settings, bool failed) {
    if (!settings.throttle) return;
    const std::int64_t most = *settings.throttle * token;
    const std::int64_t left =
        allowance.throttle + (failed ? -token : settings.tokenRatio);
    allowance.throttle = std::clamp<std::int64_t>(left, 0, most);
}

bool throttled(const Allowance& allowance, const Settings& settings) {
    return settings.throttle &&
           allowance.throttle * 2 <= *settings.throttle * token;
}
// [throttle]

}  // namespace lockstep::retry
