// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/topic.h"

namespace lockstep::breaker {
namespace {

enum class Invariant : std::uint8_t {
    openRefuses,
    fewProbes,
    freshWait,
    failedProbeReopens,
    everyCallEndsOnce,
};

int number(Invariant invariant) { return static_cast<int>(invariant); }

// While it is open and its wait not over, no call reaches the dependency. It
// goes by the opening that was seen, not by the breaker's own note of it.
void checkOpen(const World& before, const World& after, Verdicts& verdicts) {
    const bool open = before.breaker.state == State::open;
    const bool another = after.passed > before.passed;
    const Time ends = before.ghosts.openedAt + before.rules.wait;
    if (!open || !another || after.cluster.now >= ends) return;
    verdicts.broken(number(Invariant::openRefuses),
                    "A call reaches the dependency {early} before the wait of "
                    "the open breaker is over.",
                    ends - after.cluster.now);
}

void checkProbes(const World& before, const World& after, Verdicts& verdicts) {
    const bool more =
        after.ghosts.passedHalfOpen > before.ghosts.passedHalfOpen;
    const std::uint32_t passed = after.ghosts.passedHalfOpen;
    if (!more || passed <= after.rules.probes) return;
    verdicts.broken(number(Invariant::fewProbes),
                    "{passed} calls passed a half-open breaker that allows "
                    "{probes}.",
                    passed, after.rules.probes);
}

void checkWait(const World& before, const World& after, Verdicts& verdicts) {
    const bool opens = after.ghosts.openings > before.ghosts.openings;
    if (!opens || after.breaker.state != State::open) return;
    if (after.breaker.openedAt == after.cluster.now) return;
    verdicts.broken(number(Invariant::freshWait),
                    "The breaker opened now, but counts its wait from "
                    "{moment} after the start.",
                    after.breaker.openedAt);
}

void checkReopening(const World& before, const World& after,
                    Verdicts& verdicts) {
    const bool inARow = after.rules.trip == Trip::consecutive;
    const bool failed = after.ghosts.probeFailed && after.ended > before.ended;
    if (!inARow || !failed || after.breaker.state == State::open) return;
    verdicts.broken(number(Invariant::failedProbeReopens),
                    "A probe failed, and the breaker did not open again.");
}

void checkCount(const World& after, Verdicts& verdicts) {
    const auto underWay = static_cast<std::uint32_t>(after.calls.size());
    const bool asked =
        after.asked == after.passed + after.rejected + after.starved;
    if (asked && after.passed == after.ended + underWay) return;
    verdicts.broken(number(Invariant::everyCallEndsOnce),
                    "Of {passed} calls that passed, {ended} have ended and "
                    "{open} are under way.",
                    after.passed, after.ended, underWay);
}

}  // namespace

const std::vector<InvariantSpec>& invariantSpecs() {
    static const std::vector<InvariantSpec> specs{
        {"open-refuses", "Open is shut",
         "While the breaker is open and its wait is not over, no call reaches "
         "the dependency.",
         "Nygard, Release It!, ch. 5"},
        {"few-probes", "Few probes",
         "A half-open breaker lets at most the allowed probes through.",
         "Nygard, Release It!, ch. 5"},
        {"fresh-wait", "A fresh wait",
         "Each opening starts a wait of its own, the one after a failed probe "
         "too.",
         "Nygard, Release It!, ch. 5"},
        {"failed-probe-reopens", "A failed probe reopens",
         "Counting failures in a row, one failed probe opens the breaker "
         "again.",
         "Hystrix, gobreaker"},
        {"every-call-ends-once", "Each call ends once",
         "A call is refused, under way or ended, and never two of these.",
         "counting"},
    };
    return specs;
}

void Topic::check(const World& before, const World& after, Verdicts& verdicts) {
    checkCount(after, verdicts);
    if (&before == &after) return;
    checkOpen(before, after, verdicts);
    checkProbes(before, after, verdicts);
    checkWait(before, after, verdicts);
    checkReopening(before, after, verdicts);
}

}  // namespace lockstep::breaker
