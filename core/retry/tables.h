// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/topic.h"

// What there is to say, to turn and to break: the tables of the topic.
namespace lockstep::retry {

// The dials, in the order of their table, behind the network's.
enum class RetryDial : std::uint8_t {
    backoff,
    base,
    factor,
    cap,
    jitter,
    attempts,
    deadline,
    hedge,
    budget,
    burst,
    throttle,
    tokenRatio,
    clients,
    layers,
    arrivals,
    service,
    timeout,
    queue,
    errors,
    permanent,
    lostReplies,
    keys,
};

std::vector<VerbSpec> verbs();
std::vector<DialInfo> dials();
std::vector<FlawSpec> flaws();
std::vector<ProtocolRule> protocol();
std::vector<GaugeSpec> gauges();

}  // namespace lockstep::retry
