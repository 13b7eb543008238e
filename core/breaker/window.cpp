// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/window.h"

#include <algorithm>

namespace lockstep::breaker {

// The first that still counts. An outcome is in a time window of ten seconds
// for ten seconds, the end left out.
std::size_t Window::firstOf(const Rules& rules, Time now) const {
    if (rules.trip == Trip::timeWindow) {
        const Time since = now - Duration(rules.amount);
        const auto first = std::find_if(
            outcomes_.begin(), outcomes_.end(),
            [&](const Outcome& outcome) { return outcome.at > since; });
        return static_cast<std::size_t>(first - outcomes_.begin());
    }
    const auto most = static_cast<std::size_t>(rules.amount);
    return outcomes_.size() > most ? outcomes_.size() - most : 0;
}

void Window::add(const Outcome& outcome, const Rules& rules) {
    outcomes_.push_back(outcome);
    const auto gone = static_cast<std::ptrdiff_t>(firstOf(rules, outcome.at));
    outcomes_.erase(outcomes_.begin(), outcomes_.begin() + gone);
}

Tally Window::tally(const Rules& rules, Time now) const {
    Tally tally;
    visit(rules, now, [&](const Outcome& outcome) { tally.add(outcome); });
    return tally;
}

}  // namespace lockstep::breaker
