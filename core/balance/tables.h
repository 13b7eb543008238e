// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/topic.h"

// What there is to say, to turn and to break: the tables of the topic.
namespace lockstep::balance {

// The dials, in the order of their table, behind the network's.
enum class BalanceDial : std::uint8_t {
    policy,
    choices,
    decay,
    virtualNodes,
    bound,
    tableSize,
    maxFails,
    failTimeout,
    checkEvery,
    fall,
    rise,
    outlier,
    ejectionTime,
    ejectionMost,
    sweep,
    panic,
    slowStart,
    loop,
    arrivals,
    clients,
    think,
    service,
    distribution,
    errors,
    timeout,
    workers,
    queue,
};

std::vector<VerbSpec> verbs();
std::vector<DialInfo> dials();
std::vector<FlawSpec> flaws();
std::vector<ProtocolRule> protocol();
std::vector<GaugeSpec> gauges();

}  // namespace lockstep::balance
