// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/simulate.h"
#include "retry/tables.h"
#include "retry/world.h"

namespace lockstep::retry {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t hour = 3600 * second;
constexpr std::int64_t onePercent = 10'000;

DialInfo dialOf(const char* name, DialKind kind, const char* standard,
                std::int64_t least, std::int64_t most, const char* summary) {
    DialInfo dial{name,         kind, standard, {least, least},
                  {most, most}, {},   summary};
    if (dial.standard == "none" && kind != DialKind::choice) {
        dial.unset = "none";
    }
    return dial;
}

DialInfo choiceOf(const char* name, const char* standard,
                  std::vector<std::string> choices, const char* summary) {
    DialInfo dial =
        dialOf(name, DialKind::choice, standard, 0,
               static_cast<std::int64_t>(choices.size()) - 1, summary);
    dial.choices = std::move(choices);
    return dial;
}

void addBackoff(std::vector<DialInfo>& dials) {
    using enum DialKind;
    dials.push_back(choiceOf("backoff", "exponential",
                             {"constant", "linear", "exponential"},
                             "How the time between attempts grows."));
    dials.push_back(dialOf("base", duration, "100 ms", 0, hour,
                           "The time before the first retry."));
    dials.push_back(dialOf("factor", decimal, "2", second, 100 * second,
                           "How many times as long each exponential delay is "
                           "as the one before."));
    dials.push_back(
        dialOf("cap", duration, "30 s", 0, 24 * hour, "No delay is longer."));
    dials.push_back(choiceOf("jitter", "none",
                             {"none", "full", "equal", "decorrelated", "fifth"},
                             "How much of a delay is left to chance."));
    dials.push_back(dialOf("attempts", number, "4", 1, 100,
                           "How often a call is tried; the first counts."));
    dials.push_back(dialOf("deadline", duration, "none", 1, hour,
                           "How long a call may take with all its attempts."));
    dials.push_back(dialOf("hedge", duration, "none", 1, hour,
                           "How long to wait for an answer before another "
                           "attempt is sent beside the first."));
}

void addLimits(std::vector<DialInfo>& dials) {
    using enum DialKind;
    dials.push_back(dialOf("budget", percent, "none", 0, 1000 * onePercent,
                           "How many retries there may be, as a part of the "
                           "calls."));
    dials.push_back(dialOf("burst", number, "10", 0, 100'000,
                           "How many retries the budget can save up; it "
                           "begins with as many."));
    dials.push_back(dialOf("throttle", number, "none", 1, 1000,
                           "How many tokens gRPC's throttle has; no retries "
                           "while no more than half are left."));
    dials.push_back(dialOf("token-ratio", decimal, "0.1", 0, 1000 * second,
                           "What a success gives back to the throttle; a "
                           "failure takes 1."));
    dials.push_back(dialOf("clients", number, "1", 1, 1000,
                           "How many clients call when one says call."));
    dials.push_back(dialOf("layers", number, "1", 1,
                           static_cast<std::int64_t>(mostLayers),
                           "How many layers retry, each the one below it."));
}

void addTraffic(std::vector<DialInfo>& dials) {
    using enum DialKind;
    dials.push_back(dialOf("arrivals", decimal, "none", 1, 100'000 * second,
                           "How many calls come by themselves in a second, on "
                           "average."));
    dials.push_back(dialOf("service", duration, "none", 1, hour,
                           "How long the dependency takes for an attempt, one "
                           "after the other; without it a hand answers."));
    dials.push_back(dialOf("timeout", duration, "none", 1, hour,
                           "How long a client waits for an attempt."));
    dials.push_back(dialOf("queue", number, "none", 0, 1'000'000,
                           "How many attempts can wait at the dependency."));
    dials.push_back(dialOf("errors", percent, "0 %", 0, 100 * onePercent,
                           "How many of the attempts fail."));
    dials.push_back(dialOf("permanent", percent, "0 %", 0, 100 * onePercent,
                           "How many of these errors no retry can mend."));
    dials.push_back(dialOf("lost-replies", percent, "0 %", 0, 100 * onePercent,
                           "How many replies to what was done are lost."));
    dials.push_back(choiceOf("keys", "off", {"off", "on"},
                             "Whether a call has an idempotency key, so that "
                             "the dependency does it once."));
}

}  // namespace

std::vector<DialInfo> dials() {
    auto dials = simulate::networkDialInfos();
    addBackoff(dials);
    addLimits(dials);
    addTraffic(dials);
    return dials;
}

}  // namespace lockstep::retry
