// SPDX-License-Identifier: GPL-3.0-or-later
// The dials' values in the world, both ways.
#include "balance/tables.h"
#include "balance/timers.h"
#include "balance/topic.h"
#include "balance/watch.h"
#include "ring/maglev.h"

namespace lockstep::balance {
namespace {

// A setting as a dial's value, and back; a setting that is not there is none.
DialValue shown(std::uint32_t value) { return {value, value}; }
DialValue shown(std::int64_t value) { return {value, value}; }
DialValue shown(Duration value) { return {value.count(), value.count()}; }
DialValue shown(DurationRange value) {
    return {value.low.count(), value.high.count()};
}
DialValue shown(Policy value) {
    return shown(static_cast<std::int64_t>(value));
}
DialValue shown(Distribution value) {
    return shown(static_cast<std::int64_t>(value));
}
DialValue shown(Loop value) { return shown(static_cast<std::int64_t>(value)); }
template <class Setting>
DialValue shown(const std::optional<Setting>& value) {
    return value ? shown(*value)
                 : DialValue{DialValue::unset, DialValue::unset};
}

void take(std::uint32_t& setting, DialValue value) {
    setting = static_cast<std::uint32_t>(value.low);
}
void take(std::int64_t& setting, DialValue value) { setting = value.low; }
void take(Duration& setting, DialValue value) { setting = Duration(value.low); }
void take(DurationRange& setting, DialValue value) {
    setting = {Duration(value.low), Duration(value.high)};
}
void take(Policy& setting, DialValue value) {
    setting = static_cast<Policy>(value.low);
}
void take(Distribution& setting, DialValue value) {
    setting = static_cast<Distribution>(value.low);
}
void take(Loop& setting, DialValue value) {
    setting = static_cast<Loop>(value.low);
}
template <class Setting>
void take(std::optional<Setting>& setting, DialValue value) {
    setting.reset();
    if (value.isSet()) take(setting.emplace(), value);
}

// Hands the setting of a dial to `use`.
template <class Settings, class Use>
void with(Settings& settings, BalanceDial dial, Use use) {
    switch (dial) {
        case BalanceDial::policy: use(settings.policy); return;
        case BalanceDial::choices: use(settings.choices); return;
        case BalanceDial::decay: use(settings.decay); return;
        case BalanceDial::virtualNodes: use(settings.virtualNodes); return;
        case BalanceDial::bound: use(settings.bound); return;
        case BalanceDial::tableSize: use(settings.tableSize); return;
        case BalanceDial::maxFails: use(settings.maxFails); return;
        case BalanceDial::failTimeout: use(settings.failTimeout); return;
        case BalanceDial::checkEvery: use(settings.checkEvery); return;
        case BalanceDial::fall: use(settings.fall); return;
        case BalanceDial::rise: use(settings.rise); return;
        case BalanceDial::outlier: use(settings.outlierFailures); return;
        case BalanceDial::ejectionTime: use(settings.ejectionTime); return;
        case BalanceDial::ejectionMost: use(settings.ejectionMost); return;
        case BalanceDial::sweep: use(settings.sweepEvery); return;
        case BalanceDial::panic: use(settings.panic); return;
        case BalanceDial::slowStart: use(settings.slowStart); return;
        case BalanceDial::loop: use(settings.loop); return;
        case BalanceDial::arrivals: use(settings.arrivals); return;
        case BalanceDial::clients: use(settings.clients); return;
        case BalanceDial::think: use(settings.think); return;
        case BalanceDial::service: use(settings.service); return;
        case BalanceDial::distribution: use(settings.distribution); return;
        case BalanceDial::errors: use(settings.errors); return;
        case BalanceDial::timeout: use(settings.timeout); return;
        case BalanceDial::workers: use(settings.workers); return;
        case BalanceDial::queue: use(settings.queue); return;
    }
}

}  // namespace

void Topic::setDial(World& world, std::size_t index, DialValue value) {
    const auto dial = static_cast<BalanceDial>(index);
    with(world.settings, dial, [&](auto& setting) { take(setting, value); });
    stopWatching(world);
    // Servers are named after the dials of the head are read.
    if (world.servers.empty()) return;
    if (dial == BalanceDial::loop || dial == BalanceDial::arrivals ||
        dial == BalanceDial::clients) {
        startArrivals(world);
    }
    if (dial == BalanceDial::checkEvery) startChecks(world);
    if (dial == BalanceDial::outlier || dial == BalanceDial::sweep) {
        startSweeps(world);
    }
}

std::string Topic::dialRefusal(const World&, std::size_t index,
                               DialValue value) {
    const auto dial = static_cast<BalanceDial>(index);
    const auto size = static_cast<std::uint64_t>(value.low);
    if (dial != BalanceDial::tableSize || ring::isPrime(size)) return {};
    std::uint64_t next = size;
    while (!ring::isPrime(next))
        ++next;
    return "table-size must be prime, so that every server's steps reach "
           "every entry; " +
           std::to_string(size) + " is not, " + std::to_string(next) + " is";
}

DialValue Topic::dial(const World& world, std::size_t index) {
    DialValue value;
    with(world.settings, static_cast<BalanceDial>(index),
         [&](const auto& setting) { value = shown(setting); });
    return value;
}

}  // namespace lockstep::balance
