// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/topic.h"

namespace lockstep::breaker {
namespace {

enum class Invariant : std::uint8_t {
    openRefuses,
    fewProbes,
    freshWait,
    failedProbeReopens,
    probesDecide,
    everyCallEndsOnce,
};

int number(Invariant invariant) { return static_cast<int>(invariant); }

// A breaker and what was noted of it, before the step and after it.
struct Change {
    const World& before;
    const World& after;
    const Guard& was;
    const Guard& is;
};

// While it is open and its wait not over, no call reaches the dependency. It
// goes by the opening that was seen, not by the breaker's own note of it.
void checkOpen(const Change& change, Verdicts& verdicts) {
    const bool open = change.was.breaker.state == State::open;
    const bool another = change.is.ghosts.passed > change.was.ghosts.passed;
    const Ghosts& ghosts = change.was.ghosts;
    const Time ends =
        ghosts.openedAt + change.before.rules.wait + ghosts.waitShift;
    if (!open || !another || change.after.cluster.now >= ends) return;
    verdicts.broken(number(Invariant::openRefuses),
                    "A call reaches the dependency {early} before the wait of "
                    "the open breaker is over.",
                    ends - change.after.cluster.now);
}

void checkProbes(const Change& change, Verdicts& verdicts) {
    const std::uint32_t passed = change.is.ghosts.passedHalfOpen;
    const bool more = passed > change.was.ghosts.passedHalfOpen;
    if (!more || passed <= change.after.rules.probes) return;
    verdicts.broken(number(Invariant::fewProbes),
                    "{passed} calls passed a half-open breaker that allows "
                    "{probes}.",
                    passed, change.after.rules.probes);
}

void checkWait(const Change& change, Verdicts& verdicts) {
    const bool opens = change.is.ghosts.openings > change.was.ghosts.openings;
    const Breaker& breaker = change.is.breaker;
    if (!opens || breaker.state != State::open) return;
    if (breaker.openedAt == change.after.cluster.now) return;
    verdicts.broken(number(Invariant::freshWait),
                    "The breaker opens, and does not note when. So its wait is "
                    "over at once.");
}

void checkReopening(const Change& change, Verdicts& verdicts) {
    const bool inARow = change.after.rules.trip == Trip::consecutive;
    const bool failed = change.is.ghosts.probeFailed;
    if (!inARow || !failed || change.is.breaker.state == State::open) return;
    verdicts.broken(number(Invariant::failedProbeReopens),
                    "A probe failed, and the breaker did not open again.");
}

// With windows the last probe to end decides, by the rates of all of them.
void checkDecision(const Change& change, Verdicts& verdicts) {
    const Rules& rules = change.after.rules;
    const Ghosts& ghosts = change.is.ghosts;
    const bool complete = ghosts.probes.calls >= rules.probes;
    if (rules.trip == Trip::consecutive || !ghosts.probeEnded || !complete) {
        return;
    }
    const auto reaches = [&](std::uint32_t part, std::int64_t rate) {
        return std::int64_t{part} * 1'000'000 >= rate * ghosts.probes.calls;
    };
    const bool bad = reaches(ghosts.probes.failures, rules.failureRate) ||
                     reaches(ghosts.probes.slow, rules.slowRate);
    const State right = bad ? State::open : State::closed;
    if (change.is.breaker.state == right) return;
    verdicts.broken(number(Invariant::probesDecide),
                    "Of {calls} probes {failures} failed and {slow} were slow, "
                    "and the breaker is {state}.",
                    ghosts.probes.calls, ghosts.probes.failures,
                    ghosts.probes.slow, stateText(change.is.breaker.state));
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
        {"probes-decide", "The probes decide",
         "With windows the rates of the probes, once all have ended, close the "
         "breaker or open it again.",
         "Resilience4j"},
        {"every-call-ends-once", "Each call ends once",
         "A call is refused, under way or ended, and never two of these.",
         "counting"},
    };
    return specs;
}

void Topic::check(const World& before, const World& after, Verdicts& verdicts) {
    checkCount(after, verdicts);
    if (&before == &after) return;
    for (std::size_t i = 0; i < after.guards.size(); ++i) {
        const Change change{before, after, before.guards[i], after.guards[i]};
        checkOpen(change, verdicts);
        checkProbes(change, verdicts);
        checkWait(change, verdicts);
        checkReopening(change, verdicts);
        checkDecision(change, verdicts);
    }
}

}  // namespace lockstep::breaker
