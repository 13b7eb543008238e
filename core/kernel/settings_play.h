// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/network_events.h"
#include "kernel/outbox.h"
#include "kernel/topic.h"

// Dials and flaws, at the start and while a world runs. simulate.h has the
// rest of what all topics do alike, and lists what a topic T has.
namespace lockstep::simulate {

// The network's dials stand first in every topic's table.
inline constexpr std::size_t networkDials = 4;

std::vector<DialInfo> networkDialInfos();
void setNetworkDial(NetworkDials& dials, std::size_t index, DialValue value);
DialValue networkDial(const NetworkDials& dials, std::size_t index);

// Sets a dial of the head. Requires a checked scenario.
template <class T>
void startDial(typename T::World& world, const Setting& setting) {
    const auto& dials = T::info().dials;
    for (std::size_t i = 0; i < dials.size(); ++i) {
        std::string why;
        if (dials[i].name != setting.name) continue;
        const auto value =
            parseDial(dials[i], setting.value, why, &*world.setup);
        if (!value) return;
        if (i < networkDials) {
            setNetworkDial(world.cluster.dials, i, *value);
        } else {
            T::setDial(world, i - networkDials, *value);
        }
    }
}

template <class T>
void setDial(typename T::World& world, const Action& action,
             const Playing& playing) {
    const DialInfo& dial = T::info().dials[action.n];
    const Symbol text = symbolOf(action.m);
    std::string why;
    const auto value =
        parseDial(dial, world.setup->symbols.text(text), why, &*world.setup);
    if (!value) return;
    if (action.n < networkDials) {
        setNetworkDial(world.cluster.dials, action.n, *value);
    } else {
        T::setDial(world, action.n - networkDials, *value);
    }
    say(playing, network::dialTurned, "{dial} is now {value}.",
        world.setup->symbols.intern(dial.name), text);
    if constexpr (requires { T::adjusted(world, playing); }) {
        T::adjusted(world, playing);
    }
}

template <class T>
void setFlaw(typename T::World& world, const Action& action,
             const Playing& playing) {
    world.flaws.set(static_cast<int>(action.n), action.m != 0);
    const char* title = T::info().flaws[action.n].title;
    if (action.m != 0) {
        say(playing, network::flawSwitched,
            "A rule is broken on purpose: {flaw}.", title);
    } else {
        say(playing, network::flawSwitched,
            "The rule is mended. It was: {flaw}.", title);
    }
    if constexpr (requires { T::adjusted(world, playing); }) {
        T::adjusted(world, playing);
    }
}

// Why a dial cannot be turned to this now; empty if it can.
template <class T>
std::string dialRefusal(const typename T::World& world, const Action& action) {
    if constexpr (requires { T::dialRefusal(world, 0, DialValue{}); }) {
        const DialInfo& dial = T::info().dials[action.n];
        const auto& symbols = world.setup->symbols;
        std::string why;
        const auto value = parseDial(dial, symbols.text(symbolOf(action.m)),
                                     why, &*world.setup);
        if (!value || action.n < networkDials) return why;
        return T::dialRefusal(world, action.n - networkDials, *value);
    }
    return {};
}

}  // namespace lockstep::simulate
