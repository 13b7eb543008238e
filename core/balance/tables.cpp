// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/tables.h"

namespace lockstep::balance {
namespace {

const std::vector<Argument> server{Argument::server};
const std::vector<Argument> number{Argument::number};
const std::vector<Argument> serverAndNumber{Argument::server, Argument::number};

// What a hand can do with requests.
std::vector<VerbSpec> requestVerbs() {
    return {
        {"request",
         "[KEY]",
         {Argument::optionalWord},
         "A request",
         "A request comes in; the key names its client."},
        {"finish", "N", number, "Finish request …", "Request N is done now."},
        {"fail", "N", number, "Fail request …", "Request N fails now."},
        {"abandon", "N", number, "Give up request …",
         "The client of request N gives up, as when it times out."},
    };
}

// With servers, and with the traffic.
std::vector<VerbSpec> otherVerbs() {
    return {
        {"down", "S", server, "Take out",
         "The server is taken out: it gets no requests."},
        {"up", "S", server, "Take in", "The server is in again, and cold."},
        {"weight", "S N", serverAndNumber, "Change the weight …",
         "The server has another weight from now on."},
        {"speed", "S N", serverAndNumber, "Change the speed …",
         "The server works so many times as fast."},
        {"hang", "S", server, "Hang",
         "The server takes requests and answers none, until it is "
         "restarted."},
        {"burst", "N", number, "A burst …", "N requests come in at once."},
        {"arrive",
         "",
         {},
         "Next arrival now",
         "The next request of those that come by themselves comes now."},
        {"send", "N", number, "Client asks now …",
         "Client N of a closed loop stops thinking and asks."},
        {"check",
         "",
         {},
         "Check health now",
         "The balancer asks every server how it is."},
        {"sweep",
         "",
         {},
         "End ejections now",
         "Ejected servers whose time is over come back."},
        {"refresh",
         "",
         {},
         "Refresh stale counts",
         "The balancer hears how many requests each server has open."},
    };
}

}  // namespace

std::vector<VerbSpec> verbs() {
    auto verbs = requestVerbs();
    const auto others = otherVerbs();
    verbs.insert(verbs.end(), others.begin(), others.end());
    return verbs;
}

std::vector<FlawSpec> flaws() {
    return {
        {"own-weight", "The winner pays its own weight only",
         "Smooth weighted round robin subtracts the winner's weight instead "
         "of the total, and the shares go wrong: the short version that many "
         "guides print.",
         true},
        {"stale-counts", "The balancer hears of open requests late",
         "For a second all requests go to whoever was the least busy: they "
         "come as a herd.",
         true},
        {"empty-list", "The balancer takes the next of no servers",
         "When the last server goes, the balancer goes with it.", true},
    };
}

std::vector<ProtocolRule> protocol() {
    return {
        {"Take a request",
         "The policy picks among the servers that are healthy, and the "
         "request goes there.",
         "nginx, Envoy", "balance/serve#take-request", "balance.picked"},
        {"Round robin", "One after the other.", "nginx",
         "balance/round_robin#round-robin", "balance.picked"},
        {"Smooth weighted round robin",
         "Current weights grow, the highest wins and pays the total.", "nginx",
         "balance/smooth_weighted_round_robin#smooth-weighted-round-robin",
         "balance.picked"},
        {"Dynamic weights",
         "The same, but the last three answers of a server are its weight.",
         "Rose 2023",
         "balance/dynamic_weighted_round_robin#dynamic-weights",
         "balance.picked"},
        {"Least connections", "The fewest open requests win.", "nginx, haproxy",
         "balance/least_connections#least-connections", "balance.picked"},
        {"Two choices", "Draw two, take the less busy.", "Mitzenmacher 2001",
         "balance/two_choices#two-choices", "balance.picked"},
        {"Peak EWMA", "Average latency times open requests is the cost.",
         "Finagle", "balance/ewma#ewma", "balance.picked"},
        {"Ring hash", "The first server behind the client's hash on a ring.",
         "Karger 1997", "balance/ring_hash#ring-hash", "balance.picked"},
        {"Bounded loads", "The same, but past every server that is full.",
         "Mirrokni 2016", "balance/bounded_hash#bounded-hash",
         "balance.picked"},
        {"Maglev", "The server that has the entry of the client's hash.",
         "Eisenbud 2016", "balance/maglev#maglev", "balance.picked"},
        {"Failures take a server out",
         "After max-fails failures it rests for the fail-timeout, and is "
         "tried again.",
         "nginx", "balance/health#max-fails", "balance.disabled"},
        {"Checks", "The balancer asks, and believes several answers in a row.",
         "haproxy", "balance/health#checks", "balance.found_down"},
        {"Ejection",
         "So many failures in a row eject a server, longer each time.", "Envoy",
         "balance/health#outlier", "balance.ejected"},
        {"Panic", "With too few healthy servers all are used.", "Envoy",
         "balance/health#panic", "balance.picked"},
        {"Queue", "Who finds no free worker waits; a full queue drops.",
         "queueing", "balance/serve#drop", "balance.dropped"},
    };
}

std::vector<GaugeSpec> gauges() {
    return {
        {"p50", "Latency p50", "ms", false},
        {"p95", "Latency p95", "ms", false},
        {"p99", "Latency p99", "ms", false},
        {"open", "Open requests", "requests", false},
        {"failed", "Requests failed", "requests", false},
        {"rejected", "Requests rejected", "requests", false},
        {"share", "Share of picks", "%", true},
        {"weight", "Share by weight", "%", true},
        {"active", "Open requests", "requests", true},
        {"queue", "Waiting requests", "requests", true},
    };
}

}  // namespace lockstep::balance
