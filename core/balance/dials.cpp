// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/tables.h"
#include "kernel/simulate.h"

namespace lockstep::balance {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t hour = 3600 * second;
constexpr std::int64_t percent = 10'000;

DialInfo dialOf(const char* name, DialKind kind, const char* standard,
                std::int64_t least, std::int64_t most, const char* summary) {
    DialInfo dial{name,         kind, standard, {least, least},
                  {most, most}, {},   summary};
    if (dial.standard == "none") dial.unset = "none";
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

void addPolicy(std::vector<DialInfo>& dials) {
    using enum DialKind;
    dials.push_back(choiceOf(
        "policy", "round-robin",
        {"random", "round-robin", "weighted-round-robin",
         "smooth-weighted-round-robin", "dynamic-weighted-round-robin",
         "least-connections", "weighted-least-connections", "two-choices",
         "ewma", "source-hash", "ring-hash", "bounded-hash", "maglev"},
        "How the balancer picks a server for a request."));
    dials.push_back(dialOf("choices", number, "2", 1, 100,
                           "How many servers two-choices draws."));
    dials.push_back(dialOf("decay", duration, "10 s", 1000, hour,
                           "How soon ewma forgets what a server took."));
    dials.push_back(dialOf("vnodes", number, "160", 1, 10'000,
                           "How many places a server has on the ring of "
                           "ring-hash and bounded-hash, for each unit of its "
                           "weight."));
    dials.push_back(dialOf("bound", decimal, "1.25", second, 10 * second,
                           "How many times its share of the open requests a "
                           "server may have with bounded-hash."));
    dials.push_back(dialOf("table-size", number, "65537", 3, 1'000'003,
                           "How many entries maglev's table has; a prime."));
}

void addHealth(std::vector<DialInfo>& dials) {
    using enum DialKind;
    dials.push_back(dialOf("max-fails", number, "1", 0, 1000,
                           "How many failures take a server out for the "
                           "fail-timeout; 0: none do."));
    dials.push_back(dialOf("fail-timeout", duration, "10 s", 0, hour,
                           "How long a server that failed gets nothing; in "
                           "whole seconds, as in nginx."));
    dials.push_back(dialOf("health-check", duration, "none", 1000, hour,
                           "How often the balancer asks each server how it "
                           "is."));
    dials.push_back(dialOf("fall", number, "3", 1, 100,
                           "How many bad answers in a row take a server "
                           "out."));
    dials.push_back(dialOf("rise", number, "2", 1, 100,
                           "How many good answers in a row bring it back."));
    dials.push_back(dialOf("outlier", number, "none", 1, 1000,
                           "How many failures in a row eject a server; 5 in "
                           "Envoy."));
    dials.push_back(dialOf("ejection-time", duration, "30 s", 0, hour,
                           "How long the first ejection lasts; the second "
                           "lasts twice as long, and so on."));
    dials.push_back(dialOf("ejection-most", DialKind::percent, "10 %", 0,
                           100 * lockstep::balance::percent,
                           "How many of the servers may be ejected at a time; "
                           "one always may."));
    dials.push_back(dialOf("sweep", duration, "10 s", 1000, hour,
                           "How often it is seen whose ejection is over."));
    dials.push_back(dialOf("panic", DialKind::percent, "none", 1,
                           100 * lockstep::balance::percent,
                           "With fewer healthy servers than that all are "
                           "used; 50 % in Envoy."));
    dials.push_back(dialOf("slow-start", duration, "none", 1000, hour,
                           "How long a server that is new or back takes to "
                           "come to its full weight."));
}

void addTraffic(std::vector<DialInfo>& dials) {
    using enum DialKind;
    dials.push_back(choiceOf("loop", "open", {"open", "closed"},
                             "Open: requests come whatever happens. Closed: "
                             "each client waits for its answer first."));
    dials.push_back(dialOf("arrivals", decimal, "none", 1, 1'000'000 * second,
                           "How many requests come in a second, on average; "
                           "without it they come by hand."));
    dials.push_back(dialOf("clients", number, "10", 1, 10'000,
                           "How many clients there are."));
    dials.push_back(dialOf("think", duration, "0 ms", 0, hour,
                           "How long a client of a closed loop waits before "
                           "it asks again."));
    dials.push_back(dialOf("service", range, "none", 0, hour,
                           "How long a request takes a server; without it "
                           "requests stay open until they are finished."));
    dials.push_back(choiceOf("service-distribution", "uniform",
                             {"uniform", "exponential"},
                             "How service times vary: evenly over their "
                             "range, or exponentially around its middle, with "
                             "many short ones and a few very long ones."));
    dials.push_back(dialOf("errors", DialKind::percent, "0 %", 0,
                           100 * lockstep::balance::percent,
                           "How many of the requests fail that end by "
                           "themselves."));
    dials.push_back(dialOf("timeout", duration, "none", 1, hour,
                           "How long a client waits before it gives up."));
    dials.push_back(dialOf("workers", number, "1", 1, 100'000,
                           "How many requests a server serves at a time, if "
                           "it has service times or a limited queue."));
    dials.push_back(dialOf("queue", number, "none", 0, 1'000'000,
                           "How many requests can wait at a server; more are "
                           "dropped."));
}

}  // namespace

std::vector<DialInfo> dials() {
    auto dials = simulate::networkDialInfos();
    addPolicy(dials);
    addHealth(dials);
    addTraffic(dials);
    return dials;
}

}  // namespace lockstep::balance
