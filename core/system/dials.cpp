// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/tables.h"
#include "system/topic.h"

namespace lockstep::system {
namespace {

DialInfo choiceOf(const char* name, std::vector<std::string> choices,
                  const char* summary) {
    DialInfo dial{name, DialKind::choice, choices[0], {0, 0}, {1, 1},
                  {},   summary};
    dial.choices = std::move(choices);
    return dial;
}

DialValue both(bool on) { return {on ? 1 : 0, on ? 1 : 0}; }

}  // namespace

std::vector<DialInfo> dials() {
    auto dials = simulate::networkDialInfos();
    dials.push_back(choiceOf("order", {"retry-outside", "retry-inside"},
                             "Whether each attempt asks the breaker, or a "
                             "call once with all its attempts inside."));
    dials.push_back(choiceOf("breaker", {"on", "off"},
                             "Whether there is a breaker at all."));
    dials.push_back(choiceOf("refused", {"retried", "given-up"},
                             "What a client does with an attempt that the "
                             "breaker refused."));
    dials.push_back(choiceOf("propagation", {"off", "on"},
                             "Whether the servers hear what a client has "
                             "given up, and drop it."));
    for (const Route& route : dialRoutes()) {
        dials.push_back(infoOf(route.part).dials[route.index]);
    }
    return dials;
}

void Topic::setDial(World& world, std::size_t index, DialValue value) {
    Settings& settings = world.settings;
    if (index >= ownDials) {
        const Route route = dialRoutes()[index - ownDials];
        const std::size_t there = route.index - simulate::networkDials;
        if (route.part == Part::clients) {
            const Turn turn(world, world.clients);
            retry::Topic::setDial(world.clients, there, value);
        } else if (route.part == Part::guard) {
            const Turn turn(world, world.guard);
            breaker::Topic::setDial(world.guard, there, value);
        } else {
            const Turn turn(world, world.pool);
            balance::Topic::setDial(world.pool, there, value);
        }
        return;
    }
    switch (static_cast<SystemDial>(index)) {
        case SystemDial::order:
            settings.order = static_cast<Order>(value.low);
            return;
        case SystemDial::breaker: settings.guarded = value.low == 0; return;
        case SystemDial::refused:
            settings.retriesRefused = value.low == 0;
            return;
        case SystemDial::propagation:
            settings.propagation = value.low != 0;
            return;
    }
}

DialValue Topic::dial(const World& world, std::size_t index) {
    const Settings& settings = world.settings;
    if (index >= ownDials) {
        const Route route = dialRoutes()[index - ownDials];
        const std::size_t there = route.index - simulate::networkDials;
        switch (route.part) {
            case Part::clients: return retry::Topic::dial(world.clients, there);
            case Part::guard: return breaker::Topic::dial(world.guard, there);
            case Part::pool: return balance::Topic::dial(world.pool, there);
        }
    }
    switch (static_cast<SystemDial>(index)) {
        case SystemDial::order: return both(!world.outside());
        case SystemDial::breaker: return both(!settings.guarded);
        case SystemDial::refused: return both(!settings.retriesRefused);
        case SystemDial::propagation: return both(settings.propagation);
    }
    return {};
}

}  // namespace lockstep::system
