// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/topic.h"

// What there is to say, to turn and to break: the tables of the topic.
namespace lockstep::breaker {

// The dials, in the order of their table, behind the network's.
enum class BreakerDial : std::uint8_t {
    trip,
    failureRate,
    slowCall,
    slowRate,
    minimumCalls,
    wait,
    waitJitter,
    probes,
    automaticHalfOpen,
    halfOpenWait,
    lateOutcomes,
    callers,
    scope,
    arrivals,
    threads,
    timeout,
    service,
    errors,
    capacity,
    fallback,
    throttle,
    lately,
};

std::vector<VerbSpec> verbs();
std::vector<DialInfo> dials();
std::vector<FlawSpec> flaws();
std::vector<ProtocolRule> protocol();
std::vector<GaugeSpec> gauges();

}  // namespace lockstep::breaker
