// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/breaker.h"

#include <algorithm>

#include "breaker/events.h"

namespace lockstep::breaker {
namespace {

// [jitter]
// Many breakers that opened together would all probe together. So a wait may
// be drawn around its length, as Resilience4j's IntervalFunction.ofRandomized
// does.
Duration jitter(const Circumstances& by) {
    const Duration most = by.rules.wait * by.rules.waitJitter / 1'000'000;
    if (most.count() == 0 || by.playing.exploring || !by.random) return {};
    return by.random->within({Duration{}, 2 * most}) - most;
}
// [jitter]

// [open]
// Each opening starts a wait of its own, the one after a failed probe too.
// (The short version that many guides print never stores the time. It stays
// at what it began with, zero, which by a computer's clock was in 1970.)
void open(Breaker& breaker, const Circumstances& by) {
    enter(breaker, State::open, by);
    breaker.waitShift = jitter(by);
    if (!by.has(Flaw::forgetsOpening)) breaker.openedAt = by.now;
}
// [open]

// [close]
void close(Breaker& breaker, const Circumstances& by) {
    enter(breaker, State::closed, by);
    by.say(closedAgain,
           "{breaker} closes. Its probes went well: calls pass again, and "
           "the count begins anew.",
           by.who);
}
// [close]

// A value in percent, for the telling.
std::uint32_t percent(std::int64_t partsPerMillion) {
    return static_cast<std::uint32_t>(partsPerMillion / 10'000);
}

// [rates]
// At or above a threshold is too much, as in Resilience4j and Hystrix.
bool tooManyFail(const Tally& tally, const Rules& rules) {
    return std::int64_t{tally.failures} * 1'000'000 >=
           rules.failureRate * tally.calls;
}
bool tooManySlow(const Tally& tally, const Rules& rules) {
    return std::int64_t{tally.slow} * 1'000'000 >= rules.slowRate * tally.calls;
}
// [rates]

// The tally is a copy: opening forgets the probes it may be of.
bool opensByRate(Breaker& breaker, Tally tally, const Circumstances& by) {
    const bool failing = tooManyFail(tally, by.rules);
    const bool slow = tooManySlow(tally, by.rules);
    if (!failing && !slow) return false;
    open(breaker, by);
    if (failing) {
        by.say(opened,
               "{breaker} opens: {failures} of {calls} calls failed. That "
               "is the failure rate of {threshold} % or more.",
               by.who, tally.failures, tally.calls,
               percent(by.rules.failureRate));
    } else {
        by.say(opened,
               "{breaker} opens: {slow} of {calls} calls were slow. That is "
               "the slow rate of {threshold} % or more.",
               by.who, tally.slow, tally.calls, percent(by.rules.slowRate));
    }
    return true;
}

// [count-in-a-row]
// SCRIPT's N is the failure that opens. (gobreaker's default opens at more
// than five in a row, which is the sixth.)
void judgeRow(Breaker& breaker, const Circumstances& by) {
    if (breaker.failuresInARow < by.rules.amount) return;
    open(breaker, by);
    by.say(opened,
           "{breaker} opens. Failures in a row: {failures}. None is to pass "
           "for {wait}.",
           by.who, breaker.failuresInARow,
           by.rules.wait + breaker.waitShift);
}
// [count-in-a-row]

// [judge-window]
// Below the minimum of calls a rate says nothing: of one call, one failure
// would be all. Hystrix calls it the request volume threshold.
void judgeWindow(Breaker& breaker, const Circumstances& by) {
    const Tally tally = breaker.window.tally(by.rules, by.now);
    const std::uint32_t needed = callsNeeded(by.rules);
    if (tally.calls < needed) {
        if (tally.failures == 0 && tally.slow == 0) return;
        by.say(belowMinimum,
               "{breaker} stays closed. Calls seen: {calls}; its rates count "
               "from {needed} on.",
               by.who, tally.calls, needed);
        return;
    }
    opensByRate(breaker, tally, by);
}
// [judge-window]

// [judge-probes]
// In a row: one failed probe reopens, and as many successes as there are
// probes close (gobreaker; Hystrix, which has one probe). With windows the
// rate decides once all probes have ended (Resilience4j, whose minimum of
// calls may let it decide before).
void judgeProbes(Breaker& breaker, bool failed, const Circumstances& by) {
    if (by.rules.trip == Trip::consecutive && failed) {
        open(breaker, by);
        by.say(opened,
               "{breaker} opens again: a probe failed. None is to pass for "
               "another {wait}.",
               by.who, by.rules.wait + breaker.waitShift);
        return;
    }
    if (breaker.probes.calls < by.rules.probes) return;
    // All of them are judged, however short the window is.
    const bool byRate = by.rules.trip != Trip::consecutive;
    if (byRate && opensByRate(breaker, breaker.probes, by)) return;
    close(breaker, by);
}
// [judge-probes]

// [let-a-probe-through]
// So many probes in all, not at a time: who comes later waits for them to
// end. Otherwise everybody who waited would fall on the dependency at once.
bool letsProbeThrough(Breaker& breaker, CallNumber call,
                      const Circumstances& by) {
    if (by.has(Flaw::openDoor)) {
        ++breaker.probesLetThrough;
        by.say(probePassed, "Call {call} passes, as everybody does.", call);
        return true;
    }
    if (breaker.probesLetThrough >= by.rules.probes) {
        by.say(refused,
               "Call {call} is refused. {breaker} is half-open. Probes let "
               "through already: {probes}.",
               call, by.who, by.rules.probes);
        return false;
    }
    ++breaker.probesLetThrough;
    by.say(probePassed, "Call {call} passes as probe {number} of {probes}.",
           call, breaker.probesLetThrough, by.rules.probes);
    return true;
}
// [let-a-probe-through]

}  // namespace

std::uint32_t callsNeeded(const Rules& rules) {
    // A window of ten never holds twenty calls.
    if (rules.trip != Trip::countWindow) return rules.minimumCalls;
    return static_cast<std::uint32_t>(
        std::min<std::int64_t>(rules.minimumCalls, rules.amount));
}

// [let-through]
bool letsThrough(Breaker& breaker, CallNumber call, const Circumstances& by) {
    switch (breaker.state) {
        case State::closed:
            by.say(callPassed, "Call {call} passes. {breaker} is closed.", call,
                   by.who);
            return true;
        case State::open: {
            // At the end of the wait is after it. (Resilience4j and gobreaker
            // want a moment more, which no clock can tell.)
            const Time ends = waitEnds(breaker, by.rules);
            if (by.now >= ends) {
                becomeHalfOpen(breaker, by);
                return letsProbeThrough(breaker, call, by);
            }
            by.say(refused,
                   "Call {call} is refused. {breaker} is open for another "
                   "{rest}.",
                   call, by.who, ends - by.now);
            return false;
        }
        case State::halfOpen: return letsProbeThrough(breaker, call, by);
        case State::forcedOpen:
            by.say(refused,
                   "Call {call} is refused. {breaker} was opened by hand.",
                   call, by.who);
            return false;
        case State::disabled:
            by.say(callPassed, "Call {call} passes. {breaker} is disabled.",
                   call, by.who);
            return true;
    }
    return false;
}
// [let-through]

// [record]
void record(Breaker& breaker, const Outcome& outcome, std::uint32_t passedIn,
            const Circumstances& by) {
    const bool late = passedIn != breaker.period;
    const bool ignoresLate = by.rules.lateOutcomes == LateOutcomes::ignored;
    const bool counts =
        breaker.state == State::closed || breaker.state == State::halfOpen;
    if (late && (ignoresLate || !counts)) {
        by.say(outcomeIgnored,
               "How it ended does not count. It passed before the breaker "
               "came to be as it is.");
        return;
    }
    if (!counts) return;
    breaker.window.add(outcome, by.rules);
    breaker.failuresInARow = outcome.failed ? breaker.failuresInARow + 1 : 0;
    if (breaker.state == State::halfOpen) {
        breaker.probes.add(outcome);
        judgeProbes(breaker, outcome.failed, by);
    } else if (by.rules.trip == Trip::consecutive) {
        judgeRow(breaker, by);
    } else {
        judgeWindow(breaker, by);
    }
}
// [record]

// [half-open]
void becomeHalfOpen(Breaker& breaker, const Circumstances& by) {
    enter(breaker, State::halfOpen, by);
    breaker.halfOpenAt = by.now;
    if (by.now >= waitEnds(breaker, by.rules)) {
        by.say(halfOpened,
               "{breaker} is half-open. Its wait of {wait} is over. Probes "
               "allowed: {probes}.",
               by.who, by.rules.wait + breaker.waitShift, by.rules.probes);
    } else {
        by.say(halfOpened,
               "{breaker} is half-open, by hand. Probes allowed: {probes}.",
               by.who, by.rules.probes);
    }
}
// [half-open]

// [reopen]
void reopen(Breaker& breaker, const Circumstances& by) {
    open(breaker, by);
    by.say(opened,
           "{breaker} opens again: it was half-open for too long. Its probes "
           "did not all end.",
           by.who);
}
// [reopen]

}  // namespace lockstep::breaker
