// SPDX-License-Identifier: GPL-3.0-or-later
// Why an action is not possible.
#include <algorithm>
#include <charconv>

#include "breaker/topic.h"

namespace lockstep::breaker {
namespace {

std::string wordOf(const World& world, const Action& action) {
    return std::string(world.setup->symbols.text(symbolOf(action.n)));
}

std::string refusalOfCall(const World& world, CallNumber number) {
    for (const Call& call : world.calls) {
        if (call.number == number) return {};
    }
    return "there is no call " + std::to_string(number) + " under way";
}

std::string refusalOfHost(const World& world, const std::string& name) {
    if (name.empty() || world.setup->find(name)) return {};
    std::string why = "the dependency has no host " + name + "; there is";
    for (const auto& host : world.setup->scenario.servers) {
        why += ' ' + host.name;
    }
    return why;
}

// `fail` takes a host, as all calls do, or the number of a call under way.
std::string refusalOfFail(const World& world, const std::string& word) {
    CallNumber number = 0;
    const char* end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, number);
    if (word.empty() || error != std::errc() || stop != end) {
        return refusalOfHost(world, word);
    }
    return refusalOfCall(world, number);
}

std::string refusalOfUp(const World& world, const std::string& name, bool up) {
    if (const auto why = refusalOfHost(world, name); !why.empty()) return why;
    const auto named = world.setup->find(name);
    bool any = false;
    for (std::uint16_t i = 0; i < world.cluster.machines.size(); ++i) {
        const bool meant = !named || *named == ServerId{i};
        any = any || (meant && isUp(world, {i}) != up);
    }
    if (any) return {};
    const std::string who = named && world.cluster.machines.size() > 1
                                ? "the host " + name
                                : "the dependency";
    return who + (up ? " is up" : " is down");
}

std::string refusalOfSteering(const World& world, const std::string& name) {
    if (name.empty() || findGuard(world, name)) return {};
    return "there is no breaker " + name;
}

// Something that only a breaker in one state can do.
std::string refusalOfTurn(const World& world, const std::string& name,
                          State state) {
    if (const auto why = refusalOfSteering(world, name); !why.empty()) {
        return why;
    }
    const auto named = findGuard(world, name);
    for (std::size_t i = 0; i < world.guards.size(); ++i) {
        const bool meant = !named || *named == i;
        if (meant && world.guards[i].breaker.state == state) return {};
    }
    return std::string("the breaker is not ") + stateText(state);
}

}  // namespace

std::string Topic::refusal(const World& world, const Action& action) {
    const auto verb = static_cast<BreakerVerb>(topicVerbIndex(action.verb));
    switch (verb) {
        case BreakerVerb::finish:
        case BreakerVerb::abandon: return refusalOfCall(world, action.n);
        case BreakerVerb::fail:
            return refusalOfFail(world, wordOf(world, action));
        case BreakerVerb::succeed:
        case BreakerVerb::slow:
        case BreakerVerb::call:
            return refusalOfHost(world, wordOf(world, action));
        case BreakerVerb::open:
        case BreakerVerb::reset:
        case BreakerVerb::disable:
            return refusalOfSteering(world, wordOf(world, action));
        case BreakerVerb::halfOpen:
            return refusalOfTurn(world, wordOf(world, action), State::open);
        case BreakerVerb::reopen:
            return refusalOfTurn(world, wordOf(world, action), State::halfOpen);
        case BreakerVerb::down:
        case BreakerVerb::up:
            return refusalOfUp(world, wordOf(world, action),
                               verb == BreakerVerb::up);
        case BreakerVerb::arrive:
            return world.around.arrivals ? "" : "the arrivals dial is none";
    }
    return {};
}

}  // namespace lockstep::breaker
