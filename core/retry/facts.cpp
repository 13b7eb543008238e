// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "requests/fraction.h"
#include "retry/dependency.h"
#include "retry/topic.h"

namespace lockstep::retry {
namespace {

Value delaysValue(const World& world) {
    ListValue list;
    for (const Duration delay : world.delays)
        list.add(toMilliseconds(delay));
    return list.value();
}

// The calls that are neither done nor given up, in order.
Value openValue(const World& world) {
    std::vector<CallNumber> numbers;
    for (std::size_t i = 0; i < world.calls.size(); ++i) {
        if (world.calls[i].number != 0) {
            numbers.push_back(world.calls[i].number);
        }
    }
    std::sort(numbers.begin(), numbers.end());
    ListValue list;
    for (const CallNumber number : numbers)
        list.add(std::to_string(number));
    return list.value();
}

const char* healthText(Health health) {
    switch (health) {
        case Health::byHand: return "by-hand";
        case Health::up: return "up";
        case Health::down: return "down";
        case Health::hangs: return "hangs";
        case Health::elsewhere: return "elsewhere";
    }
    return "";
}

Value tokensOf(std::int64_t millionths) {
    return requests::fraction(static_cast<std::uint64_t>(millionths),
                              1'000'000);
}

}  // namespace

namespace {

Value effectsOf(const World& world, std::size_t number) {
    if (number == 0 || number > world.effects.size()) return {};
    return std::uint32_t{world.effects[number - 1].count};
}

// How often a call was carried out: effects.N. A call that is yet to come is
// known, and none.
void visitEffects(const World& world, const Glob& glob, const FactSink& sink) {
    if (!glob.mayStartWith("effects")) return;
    const auto asked = glob.exactPart(1);
    std::size_t number = 0;
    const auto [end, error] =
        std::from_chars(asked.data(), asked.data() + asked.size(), number);
    const bool exact =
        error == std::errc() && end == asked.data() + asked.size();
    const std::size_t first = exact ? number : 1;
    const std::size_t last = exact ? number : world.effects.size();
    for (std::size_t i = first; i <= last; ++i) {
        const std::string name = "effects." + std::to_string(i);
        if (glob.matches(name)) sink(name, effectsOf(world, i));
    }
}

}  // namespace

void Topic::visitFacts(const World& world, const Glob& glob,
                       const FactSink& sink) {
    const Time now = world.cluster.now;
    if (glob.parts() == 2) {
        visitEffects(world, glob, sink);
        return;
    }
    const auto say = [&](std::string_view name, auto make) {
        if (glob.matches(name)) sink(name, make());
    };
    say("delays", [&] { return delaysValue(world); });
    say("attempts", [&] { return Value(world.tried); });
    say("calls", [&] { return Value(world.made); });
    say("goodput", [&] { return Value(world.succeeded); });
    say("amplification",
        [&] { return requests::fraction(world.tried, world.made); });
    say("gaveup", [&] { return Value(world.gaveUp); });
    say("retries", [&] { return Value(world.ghosts.retries); });
    say("wasted", [&] { return Value(world.wasted); });
    say("open", [&] { return openValue(world); });
    say("queue", [&] { return Value(world.waiting); });
    say("peak", [&] { return Value(world.peak); });
    say("tokens", [&] {
        return world.settings.throttle ? tokensOf(world.allowance.throttle)
                                       : Value();
    });
    say("budget-left", [&] {
        return world.settings.budget ? tokensOf(world.allowance.budget)
                                     : Value();
    });
    say("load", [&] { return Value(world.rates.attempts.at(now)); });
    say("effects", [&] { return Value(world.done); });
    say("duplicates", [&] { return Value(world.doneAgain); });
    say("dependency", [&] { return Value(healthText(world.health)); });
}

void Topic::visitGauges(const World& world, const GaugeSink& sink) {
    sink(0, {}, world.made);
    sink(1, {}, static_cast<double>(world.tried));
    sink(2, {}, static_cast<double>(world.succeeded));
    sink(3, {}, static_cast<double>(world.ghosts.retries));
    sink(4, {}, static_cast<double>(world.gaveUp));
    sink(5, {}, static_cast<double>(world.wasted));
    sink(6, {}, world.waiting);
    const Time now = world.cluster.now;
    const Rates& rates = world.rates;
    sink(7, {}, rates.calls.at(now));
    sink(8, {}, rates.attempts.at(now));
    sink(9, {}, rates.goodput.at(now));
    sink(10, {}, rates.retries.at(now));
    const double calls = world.made == 0 ? 1 : world.made;
    sink(11, {}, static_cast<double>(world.tried) / calls);
    sink(12, {}, static_cast<double>(world.done));
    sink(13, {}, static_cast<double>(seenHealth(world)));
}

}  // namespace lockstep::retry
