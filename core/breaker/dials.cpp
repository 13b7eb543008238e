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

void addTripDials(std::vector<DialInfo>& dials) {
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
}

void addStateDials(std::vector<DialInfo>& dials) {
    dials.push_back(dialOf("wait", DialKind::duration, "5 s", 0, 3600 * second,
                           "How long an open breaker lets nothing through."));
    dials.push_back(dialOf("wait-jitter", DialKind::percent, "0 %", 0,
                           100 * percent,
                           "By how much of its length a wait is drawn longer "
                           "or shorter, at each opening."));
    dials.push_back(dialOf("probes", DialKind::number, "1", 1, 1000,
                           "How many calls a half-open breaker lets through "
                           "to find out."));
    dials.push_back(choiceOf("automatic-half-open", {"off", "on"},
                             "Whether it becomes half-open when the wait "
                             "ends, or with the first call after that."));
    dials.push_back(optional(
        dialOf("half-open-wait", DialKind::duration, "", 1, 3600 * second,
               "How long it stays half-open at most; then it opens again.")));
    dials.push_back(choiceOf("late-outcomes", {"ignored", "counted"},
                             "What counts of a call that passed in an "
                             "earlier state: nothing (gobreaker), or as any "
                             "other (Resilience4j)."));
}

void addSurroundings(std::vector<DialInfo>& dials) {
    dials.push_back(dialOf("callers", DialKind::number, "1", 1, 200,
                           "How many callers there are, each with a breaker "
                           "of its own."));
    dials.back().headOnly = true;
    dials.push_back(choiceOf("scope", {"service", "host"},
                             "Whether a breaker counts the calls to the whole "
                             "service or to one of its hosts."));
    dials.back().headOnly = true;
    dials.push_back(optional(
        dialOf("arrivals", DialKind::decimal, "", 1, 10'000 * second,
               "How many calls come by themselves in a second, on average.")));
    dials.push_back(optional(
        dialOf("threads", DialKind::number, "", 1, 10'000,
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
    dials.push_back(optional(
        dialOf("capacity", DialKind::number, "", 1, 10'000,
               "How many calls a host works on at once; more fail at "
               "once.")));
}

// What a caller does besides, or instead.
void addAlternatives(std::vector<DialInfo>& dials) {
    dials.push_back(choiceOf("fallback", {"off", "on"},
                             "Whether the last good answer stands in where "
                             "there is none."));
    dials.push_back(optional(
        dialOf("throttle", DialKind::decimal, "", second, 100 * second,
               "Adaptive throttling in place of the breaker: K, how many "
               "requests it makes for each that is accepted.")));
    dials.push_back(dialOf("lately", DialKind::duration, "2 min", second,
                           3600 * second,
                           "How far back adaptive throttling looks."));
}

}  // namespace

std::vector<DialInfo> dials() {
    auto dials = simulate::networkDialInfos();
    addTripDials(dials);
    addStateDials(dials);
    addSurroundings(dials);
    addAlternatives(dials);
    return dials;
}

}  // namespace lockstep::breaker
