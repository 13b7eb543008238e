// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/fraction.h"
#include "system/topic.h"

namespace lockstep::system {
namespace {

// The facts of a part that are those of the whole.
template <class PartTopic, class PartWorld>
void visitPart(Part part, const PartWorld& world, const Glob& glob,
               const FactSink& sink) {
    PartTopic::visitFacts(world, glob,
                          [&](std::string_view name, const Value& value) {
                              if (isShown(part, name)) sink(name, value);
                          });
}

double milliseconds(const balance::World& pool, int percent) {
    const auto time = pool.latencies.percentile(percent);
    return time ? static_cast<double>(time->count()) / 1000 : 0;
}

std::uint32_t openCalls(const retry::World& clients) {
    const std::uint64_t ended = clients.succeeded + clients.gaveUp;
    return static_cast<std::uint32_t>(clients.made - ended);
}

}  // namespace

void Topic::visitFacts(const World& world, const Glob& glob,
                       const FactSink& sink) {
    if (glob.parts() == 2) {
        balance::Topic::visitFacts(world.pool, glob, sink);
        return;
    }
    visitPart<retry::Topic>(Part::clients, world.clients, glob, sink);
    visitPart<breaker::Topic>(Part::guard, world.guard, glob, sink);
    visitPart<balance::Topic>(Part::pool, world.pool, glob, sink);
    const auto say = [&](std::string_view name, auto make) {
        if (glob.matches(name)) sink(name, make());
    };
    const Time now = world.cluster.now;
    say("calls", [&] { return Value(world.calls()); });
    say("gaveup",
        [&] { return Value(world.clients.gaveUp + world.turnedAway); });
    say("refused", [&] { return Value(world.refused); });
    say("cancelled", [&] { return Value(world.cancelled); });
    say("load", [&] { return Value(world.load.at(now)); });
    say("amplification",
        [&] { return requests::fraction(world.pool.asked, world.calls()); });
}

void Topic::visitGauges(const World& world, const GaugeSink& sink) {
    const Time now = world.cluster.now;
    const retry::Rates& rates = world.clients.rates;
    const breaker::Breaker& shut = breaker::shownBreaker(world.guard);
    const auto tally = shut.window.tally(world.guard.rules, now);
    const double calls =
        world.calls() == 0 ? 1 : static_cast<double>(world.calls());
    sink(0, {}, rates.calls.at(now));
    sink(1, {}, world.load.at(now));
    sink(2, {}, rates.goodput.at(now));
    sink(3, {}, rates.retries.at(now));
    sink(4, {}, static_cast<double>(shut.state));
    sink(5, {}, tally.calls == 0 ? 0 : 100.0 * tally.failures / tally.calls);
    sink(6, {}, openCalls(world.clients));
    sink(7, {}, static_cast<double>(world.clients.wasted));
    sink(8, {}, static_cast<double>(world.refused));
    sink(9, {}, milliseconds(world.pool, 50));
    sink(10, {}, milliseconds(world.pool, 99));
    sink(11, {}, static_cast<double>(world.pool.asked) / calls);
    for (std::uint16_t i = 0; i < world.pool.servers.size(); ++i) {
        sink(12, {i}, world.pool.servers[i].waiting);
    }
    sink(13, {}, breaker::failureThreshold(world.guard.rules));
}

}  // namespace lockstep::system
