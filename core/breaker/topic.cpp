// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/topic.h"

#include "breaker/events.h"
#include "breaker/tables.h"
#include "catalog/catalog.h"
#include "explorer/explorer.h"
#include "kernel/adapter.h"
#include "requests/arrivals.h"

namespace lockstep::breaker {
namespace {

// A dial that may be none.
template <class Number>
DialValue valueOf(const std::optional<Number>& setting) {
    if (!setting) return {DialValue::unset, DialValue::unset};
    const auto number = static_cast<std::int64_t>(*setting);
    return {number, number};
}
template <class Number>
std::optional<Number> settingOf(const DialValue& value) {
    if (!value.isSet()) return std::nullopt;
    return static_cast<Number>(value.low);
}

DialValue both(std::int64_t value) { return {value, value}; }

// The next arrival is drawn when the dial is turned: from then on calls come
// at the new rate.
void setArrivals(World& world, DialValue value) {
    world.around.arrivals = settingOf<std::int64_t>(value);
    world.arrival.stop();
    if (!value.isSet()) return;
    const Time now = world.cluster.now;
    const Duration gap = requests::nextArrival(world.cluster.random, value.low);
    world.arrival = {true, now, now + gap, world.cluster.nextOrder++};
}

void setAround(World& world, BreakerDial dial, DialValue value) {
    Surroundings& around = world.around;
    if (dial == BreakerDial::callers) {
        around.callers = static_cast<std::uint32_t>(value.low);
        fitGuards(world);
    }
    if (dial == BreakerDial::scope) {
        around.scope = static_cast<Scope>(value.low);
        fitGuards(world);
    }
    if (dial == BreakerDial::arrivals) setArrivals(world, value);
    if (dial == BreakerDial::threads) {
        around.threads = settingOf<std::uint32_t>(value);
    }
    if (dial == BreakerDial::timeout) {
        around.timeout.reset();
        if (value.isSet()) around.timeout = Duration(value.low);
    }
    if (dial == BreakerDial::service) {
        around.service.reset();
        if (value.isSet()) {
            around.service = {Duration(value.low), Duration(value.high)};
        }
    }
    if (dial == BreakerDial::errors) {
        around.errors = static_cast<std::uint32_t>(value.low);
    }
    if (dial == BreakerDial::capacity) {
        around.capacity = settingOf<std::uint32_t>(value);
    }
}

void setAlternative(Surroundings& around, BreakerDial dial, DialValue value) {
    if (dial == BreakerDial::fallback) around.fallback = value.low != 0;
    if (dial == BreakerDial::throttle) {
        around.throttle = settingOf<std::int64_t>(value);
    }
    if (dial == BreakerDial::lately) around.lately = Duration(value.low);
}

DialValue aroundDial(const Surroundings& around, BreakerDial dial) {
    if (dial == BreakerDial::callers) return both(around.callers);
    if (dial == BreakerDial::scope) {
        return both(static_cast<std::int64_t>(around.scope));
    }
    if (dial == BreakerDial::capacity) return valueOf(around.capacity);
    if (dial == BreakerDial::fallback) return both(around.fallback ? 1 : 0);
    if (dial == BreakerDial::throttle) return valueOf(around.throttle);
    if (dial == BreakerDial::lately) return both(around.lately.count());
    if (dial == BreakerDial::arrivals) return valueOf(around.arrivals);
    if (dial == BreakerDial::threads) return valueOf(around.threads);
    if (dial == BreakerDial::errors) return both(around.errors);
    if (dial == BreakerDial::timeout && around.timeout) {
        return both(around.timeout->count());
    }
    if (dial == BreakerDial::service && around.service) {
        return {around.service->low.count(), around.service->high.count()};
    }
    return {DialValue::unset, DialValue::unset};
}

TopicInfo makeInfo() {
    TopicInfo info;
    info.id = "breaker";
    info.title = "Circuit breaker";
    info.tab = "Fault tolerance";
    info.summary =
        "A breaker stops calling a dependency that fails, and tries again "
        "later.";
    info.eraName = "state";
    info.usualServers = 1;
    info.fewestServers = 1;
    info.mostServers = 100;
    info.network = false;
    info.machines = false;
    info.verbs = verbs();
    info.dials = dials();
    info.flaws = flaws();
    info.invariants = invariantSpecs();
    info.eventKinds.assign(std::begin(network::all), std::end(network::all));
    info.eventKinds.insert(info.eventKinds.end(), std::begin(eventKinds),
                           std::end(eventKinds));
    info.protocol = protocol();
    info.gauges = gauges();
    return info;
}

}  // namespace

const TopicInfo& Topic::info() {
    static const TopicInfo info = makeInfo();
    return info;
}

// One host is usual, and it needs no name from the head.
void Topic::prepare(Scenario& scenario, std::vector<Fault>&) {
    if (!scenario.servers.empty()) return;
    scenario.derivedServers = true;
    scenario.servers = {{"dependency", 1}};
}

void Topic::start(World& world, std::vector<Fault>& faults) {
    for (const Given& given : world.setup->scenario.givens) {
        faults.push_back(
            {given.place, "a breaker starts closed; breaker has no given"});
    }
}

void Topic::setDial(World& world, std::size_t index, DialValue value) {
    Rules& rules = world.rules;
    switch (const auto dial = static_cast<BreakerDial>(index)) {
        case BreakerDial::trip:
            rules.trip = static_cast<Trip>(value.low);
            rules.amount = value.high;
            return;
        case BreakerDial::failureRate: rules.failureRate = value.low; return;
        case BreakerDial::slowCall:
            rules.slowCall = Duration(value.low);
            return;
        case BreakerDial::slowRate: rules.slowRate = value.low; return;
        case BreakerDial::minimumCalls:
            rules.minimumCalls = static_cast<std::uint32_t>(value.low);
            return;
        case BreakerDial::wait: rules.wait = Duration(value.low); return;
        case BreakerDial::waitJitter:
            rules.waitJitter = static_cast<std::uint32_t>(value.low);
            return;
        case BreakerDial::halfOpenWait:
            rules.halfOpenWait.reset();
            if (value.isSet()) rules.halfOpenWait = Duration(value.low);
            return;
        case BreakerDial::probes:
            rules.probes = static_cast<std::uint32_t>(value.low);
            return;
        case BreakerDial::automaticHalfOpen:
            rules.automaticHalfOpen = value.low != 0;
            return;
        case BreakerDial::lateOutcomes:
            rules.lateOutcomes = static_cast<LateOutcomes>(value.low);
            return;
        case BreakerDial::fallback:
        case BreakerDial::throttle:
        case BreakerDial::lately:
            setAlternative(world.around, dial, value);
            return;
        default: setAround(world, dial, value); return;
    }
}

DialValue Topic::dial(const World& world, std::size_t index) {
    const Rules& rules = world.rules;
    switch (const auto dial = static_cast<BreakerDial>(index)) {
        case BreakerDial::trip:
            return {static_cast<std::int64_t>(rules.trip), rules.amount};
        case BreakerDial::failureRate: return both(rules.failureRate);
        case BreakerDial::slowCall: return both(rules.slowCall.count());
        case BreakerDial::slowRate: return both(rules.slowRate);
        case BreakerDial::minimumCalls: return both(rules.minimumCalls);
        case BreakerDial::wait: return both(rules.wait.count());
        case BreakerDial::waitJitter: return both(rules.waitJitter);
        case BreakerDial::halfOpenWait:
            if (!rules.halfOpenWait) return valueOf(std::optional<int>());
            return both(rules.halfOpenWait->count());
        case BreakerDial::probes: return both(rules.probes);
        case BreakerDial::automaticHalfOpen:
            return both(rules.automaticHalfOpen ? 1 : 0);
        case BreakerDial::lateOutcomes:
            return both(static_cast<std::int64_t>(rules.lateOutcomes));
        default: return aroundDial(world.around, dial);
    }
}

void addTo(Catalog& catalog) {
    // Exploring, no time passes: what a wait does is seen by half-open.
    catalog.add(std::make_unique<TopicOf<Topic>>(),
                explorer::of<Topic>(
                    {1, {{"fail", 6}, {"call", 2}, {"half-open", 1}}}));
}

}  // namespace lockstep::breaker
