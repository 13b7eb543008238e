// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/tables.h"

#include "kernel/simulate.h"

namespace lockstep::breaker {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t percent = 10'000;

DialInfo dialOf(const char* name, DialKind kind, const char* standard,
                std::int64_t least, std::int64_t most, const char* summary) {
    return {name, kind, standard, {least, least}, {most, most}, {}, summary};
}

DialInfo choiceOf(const char* name, std::vector<std::string> choices,
                  const char* summary) {
    DialInfo dial =
        dialOf(name, DialKind::choice, choices[0].c_str(), 0,
               static_cast<std::int64_t>(choices.size()) - 1, summary);
    dial.choices = std::move(choices);
    return dial;
}

DialInfo optional(DialInfo dial) {
    dial.standard = "none";
    dial.unset = "none";
    return dial;
}

void addBreakerDials(std::vector<DialInfo>& dials) {
    dials.push_back(dialOf("trip", DialKind::amount, "consecutive 5", 1,
                           3600 * second,
                           "What opens the breaker: failures in a row, or a "
                           "rate among the last calls or the last while."));
    dials.back().choices = {"consecutive N", "count-window N", "time-window D"};
    dials.push_back(dialOf("failure-rate", DialKind::percent, "50 %", percent,
                           100 * percent,
                           "The rate of failures in the window that opens "
                           "it."));
    dials.push_back(dialOf("slow-call", DialKind::duration, "2 s", 0,
                           3600 * second,
                           "A call that takes longer is a slow one."));
    dials.push_back(dialOf("slow-rate", DialKind::percent, "100 %", percent,
                           100 * percent,
                           "The rate of slow calls in the window that opens "
                           "it."));
    dials.push_back(dialOf("minimum-calls", DialKind::number, "5", 1, 1000,
                           "How many calls the window must hold before its "
                           "rates count."));
    dials.push_back(dialOf("wait", DialKind::duration, "5 s", 0, 3600 * second,
                           "How long an open breaker lets nothing through."));
    dials.push_back(dialOf("probes", DialKind::number, "1", 1, 1000,
                           "How many calls a half-open breaker lets through "
                           "to find out."));
    dials.push_back(choiceOf("automatic-half-open", {"off", "on"},
                             "Whether it becomes half-open when the wait "
                             "ends, or with the first call after that."));
    dials.push_back(choiceOf("late-outcomes", {"ignored", "counted"},
                             "What counts of a call that passed in an "
                             "earlier state: nothing (gobreaker), or as any "
                             "other (Resilience4j)."));
}

void addSurroundings(std::vector<DialInfo>& dials) {
    dials.push_back(optional(
        dialOf("arrivals", DialKind::decimal, "", 1, 10'000 * second,
               "How many calls come by themselves in a second, on average.")));
    dials.push_back(optional(
        dialOf("threads", DialKind::number, "", 1, 1000,
               "How many calls the caller can have under way at once.")));
    dials.push_back(optional(
        dialOf("timeout", DialKind::duration, "", 1, 3600 * second,
               "How long the caller waits for a call before it gives up.")));
    dials.push_back(optional(
        dialOf("service", DialKind::range, "", 0, 3600 * second,
               "How long the dependency takes; without it calls end by "
               "hand.")));
    dials.push_back(dialOf("errors", DialKind::percent, "0 %", 0, 100 * percent,
                           "How many of the calls that end by themselves "
                           "fail."));
}

// What a hand can do with calls, and the clock with those of its own.
std::vector<VerbSpec> callVerbs() {
    const std::vector<Argument> one{Argument::number};
    return {
        {"succeed",
         "",
         {},
         "Call succeeds",
         "A call is made and succeeds at once."},
        {"fail",
         "[N]",
         {Argument::optionalWord},
         "Call fails",
         "A call is made and fails at once, or call N, which is under way, "
         "fails."},
        {"slow",
         "",
         {},
         "Call is slow",
         "A call is made and succeeds, but took too long."},
        {"call",
         "",
         {},
         "Start a call",
         "A call is made and stays under way until it is finished."},
        {"finish", "N", one, "Finish call …", "Call N succeeds now."},
        {"abandon", "N", one, "Give up call …",
         "The caller gives up call N, as when it times out."},
    };
}

// What a hand can do with the breaker and the dependency.
std::vector<VerbSpec> otherVerbs() {
    return {
        {"open",
         "",
         {},
         "Open by hand",
         "The breaker lets nothing through until it is reset."},
        {"reset", "", {}, "Reset", "The breaker closes and counts anew."},
        {"disable",
         "",
         {},
         "Disable",
         "The breaker lets everything through and counts nothing."},
        {"half-open",
         "",
         {},
         "End the wait now",
         "The open breaker becomes half-open before its time."},
        {"down",
         "",
         {},
         "Dependency down",
         "The dependency goes down: each call that reaches it fails."},
        {"up", "", {}, "Dependency up", "The dependency works again."},
        {"arrive",
         "",
         {},
         "Next arrival now",
         "The next call of those that come by themselves comes now."},
    };
}

}  // namespace

std::vector<DialInfo> dials() {
    auto dials = simulate::networkDialInfos();
    addBreakerDials(dials);
    addSurroundings(dials);
    return dials;
}

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
        {"Judge the probes",
         "They close the breaker, or open it for another wait.",
         "Resilience4j, gobreaker", "breaker/breaker#judge-probes",
         "breaker.closed"},
    };
}

std::vector<GaugeSpec> gauges() {
    return {
        {"failure-rate", "Failure rate", "%", false},
        {"threshold", "Threshold", "%", false},
        {"threads", "Calls under way", "calls", false},
        {"passed", "Calls passed", "calls", false},
        {"rejected", "Calls refused", "calls", false},
        {"starved", "Calls without a thread", "calls", false},
        {"state", "State", "state", false},
    };
}

}  // namespace lockstep::breaker
