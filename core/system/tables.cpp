// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/tables.h"

#include "system/parts.h"

namespace lockstep::system {

std::vector<VerbSpec> verbs() {
    std::vector<VerbSpec> verbs{
        {"call", "", {}, "Call", "Every client makes a call."},
        {"arrive",
         "",
         {},
         "Next arrival now",
         "The next call of those that come by themselves comes now."},
    };
    for (const Route& route : verbRoutes()) {
        verbs.push_back(infoOf(route.part).verbs[route.index]);
    }
    return verbs;
}

std::vector<FlawSpec> flaws() {
    std::vector<FlawSpec> flaws;
    for (const Route& route : flawRoutes()) {
        flaws.push_back(infoOf(route.part).flaws[route.index]);
    }
    return flaws;
}

std::vector<ProtocolRule> protocol() {
    return {
        {"A call begins",
         "With the retry inside, the call asks the breaker once, before its "
         "first attempt.",
         "Resilience4j, Decorators", "system/flow#call", "retry.called"},
        {"An attempt goes out",
         "With the retry outside, each attempt asks the breaker; what passes "
         "goes to the balancer.",
         "Resilience4j, Decorators", "system/flow#send-on", "system.sent_on"},
        {"The breaker may refuse",
         "It answers at once, and no server sees the attempt.",
         "Nygard, Release It!", "system/flow#ask", "system.attempt_refused"},
        {"The balancer picks", "One of the servers gets the request.",
         "nginx, Envoy", "balance/serve#take-request", "balance.picked"},
        {"The answer comes back",
         "The breaker counts it, and the client goes on, or tries again.",
         "Nygard, Release It!", "system/flow#bring-back", "retry.succeeded"},
        {"A client gives up",
         "To the breaker that is a failure. The servers do not know, and work "
         "on.",
         "SRE, ch. 22", "system/flow#give-up", "retry.timed_out"},
        {"The servers hear of it",
         "With propagation they drop what nobody waits for.", "SRE, ch. 22",
         "system/flow#cancel", "system.cancelled"},
        {"The breaker hears of a call",
         "With the retry inside, once all its attempts are over.",
         "Resilience4j, Decorators", "system/flow#inside", "breaker.opened"},
    };
}

std::vector<GaugeSpec> gauges() {
    return {
        {"calls-rate", "Calls", "a second", false},
        {"load", "Requests to the servers", "a second", false},
        {"goodput-rate", "Goodput", "a second", false},
        {"retries-rate", "Retries", "a second", false},
        {"state", "Breaker", "state", false},
        {"failure-rate", "Failure rate", "%", false},
        {"open", "Calls open", "calls", false},
        {"wasted", "Served in vain", "requests", false},
        {"refused", "Refused by the breaker", "times", false},
        {"p50", "Latency p50", "ms", false},
        {"p99", "Latency p99", "ms", false},
        {"amplification", "Requests per call", "times", false},
        {"queue", "Waiting", "requests", true},
        {"threshold", "Failure threshold", "%", false},
    };
}

}  // namespace lockstep::system
