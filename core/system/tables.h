// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/topic.h"

// What there is to say, to turn and to break: the system's own first, then
// what it takes from its parts.
namespace lockstep::system {

// The system's own dials, behind the network's.
enum class SystemDial : std::uint8_t { order, breaker, refused, propagation };
inline constexpr std::size_t ownDials = 4;

std::vector<VerbSpec> verbs();
std::vector<DialInfo> dials();
std::vector<FlawSpec> flaws();
std::vector<ProtocolRule> protocol();
std::vector<GaugeSpec> gauges();

}  // namespace lockstep::system
