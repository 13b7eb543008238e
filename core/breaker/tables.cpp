// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/tables.h"

namespace lockstep::breaker {
namespace {

// What a hand can do with calls, and the clock with those of its own.
std::vector<VerbSpec> callVerbs() {
    const std::vector<Argument> one{Argument::number};
    const std::vector<Argument> word{Argument::optionalWord};
    return {
        {"succeed",
         "[HOST]",
         word,
         "Call succeeds",
         "A call is made and succeeds at once."},
        {"fail",
         "[HOST|N]",
         word,
         "Call fails",
         "A call is made and fails at once, or call N, which is under way, "
         "fails."},
        {"slow",
         "[HOST]",
         word,
         "Call is slow",
         "A call is made and succeeds, but took too long."},
        {"call",
         "[HOST]",
         word,
         "Start a call",
         "A call is made and stays under way until it is finished."},
        {"finish", "N", one, "Finish call …", "Call N succeeds now."},
        {"abandon", "N", one, "Give up call …",
         "The caller gives up call N, as when it times out."},
    };
}

// What a hand can do with the breaker and the dependency.
std::vector<VerbSpec> otherVerbs() {
    const std::vector<Argument> word{Argument::optionalWord};
    return {
        {"open",
         "[BREAKER]",
         word,
         "Open by hand",
         "The breaker lets nothing through until it is reset."},
        {"reset", "[BREAKER]", word, "Reset",
         "The breaker closes and counts anew."},
        {"disable",
         "[BREAKER]",
         word,
         "Disable",
         "The breaker lets everything through and counts nothing."},
        {"half-open",
         "[BREAKER]",
         word,
         "End the wait now",
         "The open breaker becomes half-open before its time."},
        {"reopen",
         "[BREAKER]",
         word,
         "End half-open now",
         "The half-open breaker opens again, though its probes have not "
         "ended."},
        {"down",
         "[HOST]",
         word,
         "Dependency down",
         "The dependency goes down: each call that reaches it fails."},
        {"up", "[HOST]", word, "Dependency up", "The dependency works again."},
        {"arrive",
         "",
         {},
         "Next arrival now",
         "The next call of those that come by themselves comes now."},
    };
}

}  // namespace

std::vector<VerbSpec> verbs() {
    auto verbs = callVerbs();
    const auto others = otherVerbs();
    verbs.insert(verbs.end(), others.begin(), others.end());
    return verbs;
}

std::vector<FlawSpec> flaws() {
    return {
        {"forgets-opening", "The breaker forgets when it opened",
         "The time is never stored, so the wait is over at once: the short "
         "version that many guides print.",
         true},
        {"open-door", "Half-open lets everybody in",
         "All who waited fall on the dependency that has just recovered.",
         true},
    };
}

std::vector<ProtocolRule> protocol() {
    return {
        {"Ask before each call",
         "Closed lets it through, open refuses it at once: the caller has its "
         "answer, and the dependency its peace.",
         "Nygard, Release It!", "breaker/breaker#let-through",
         "breaker.call_passed"},
        {"Count in a row",
         "So many failures with no success between them open the breaker.",
         "gobreaker, Envoy", "breaker/breaker#count-in-a-row",
         "breaker.opened"},
        {"Judge the window",
         "Of enough calls, a rate of failures or of slow calls at its "
         "threshold opens the breaker.",
         "Resilience4j, Hystrix", "breaker/breaker#judge-window",
         "breaker.below_minimum"},
        {"Open, and wait",
         "Each opening notes its time; until the wait is over nothing "
         "passes.",
         "Nygard, Release It!", "breaker/breaker#open", "breaker.call_refused"},
        {"Half-open",
         "The first call at or after the end of the wait finds the breaker "
         "half-open.",
         "Nygard, Release It!", "breaker/breaker#half-open",
         "breaker.half_opened"},
        {"Let a few probes through",
         "So many and no more: the rest would be a stampede.",
         "Resilience4j, gobreaker", "breaker/breaker#let-a-probe-through",
         "breaker.probe_passed"},
        {"Draw the wait",
         "Callers that opened together would probe together: jitter takes "
         "them apart.",
         "Resilience4j, IntervalFunction", "breaker/breaker#jitter",
         "breaker.opened"},
        {"Judge the probes",
         "They close the breaker, or open it for another wait.",
         "Resilience4j, gobreaker", "breaker/breaker#judge-probes",
         "breaker.closed"},
        {"Throttle instead",
         "Refuse by chance, the likelier the fewer calls were accepted "
         "lately.",
         "Site Reliability Engineering, ch. 21",
         "breaker/throttle#refusal-chance", "breaker.throttled"},
    };
}

std::vector<GaugeSpec> gauges() {
    return {
        {"failure-rate", "Failure rate", "%", false},
        {"threshold", "Failure threshold", "%", false},
        {"threads", "Calls under way", "calls", false},
        {"passed", "Calls passed", "calls", false},
        {"rejected", "Calls refused", "calls", false},
        {"starved", "Calls without a thread", "calls", false},
        {"state", "State", "state", false},
        {"slow-rate", "Slow rate", "%", false},
        {"slow-threshold", "Slow threshold", "%", false},
        {"thread-limit", "Threads", "calls", false},
        {"answered", "Answered", "calls", false},
        {"unanswered", "Not answered", "calls", false},
        {"refusal", "Refused by chance", "%", false},
        {"threads-without", "Without the breaker", "calls", false},
    };
}

}  // namespace lockstep::breaker
