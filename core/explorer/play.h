// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "explorer/choices.h"

namespace lockstep::explorer {

inline constexpr Playing silently{nullptr, true, 0};

// Forgets the messages that can make no difference any more: it is all the
// same whether they ever arrive.
template <class T>
void forgetIdle(typename T::World& world) {
    auto& packets = world.cluster.packets;
    if constexpr (requires { T::matters(world, packets[0]); }) {
        const auto idle = [&](const auto& packet) {
            return !T::matters(world, packet);
        };
        const auto first = std::find_if(packets.begin(), packets.end(), idle);
        if (first == packets.end()) return;
        packets.erase(std::remove_if(first, packets.end(), idle),
                      packets.end());
    }
}

// Plays a choice, pays for it and forgets what is over.
template <class T>
void play(const Choices<T>& choices, typename T::World& world, Spent& spent,
          Code code) {
    auto& cluster = world.cluster;
    const Choice choice = choices.choice(world, spent, code);
    spent.spend(choice.slot);
    if (choice.action.verb == Verb::partition) {
        const auto& sides = choices.sides(code);
        const std::size_t there = std::min(sides.size(), cluster.size());
        for (std::size_t i = 0; i < there; ++i)
            cluster.machines[i].group = sides[i];
        cluster.partitioned = true;
        return;
    }
    simulate::play<T>(world, choice.action, silently);
    forgetIdle<T>(world);
}

// Makes a world the same again as it was before a choice was played in it.
// Where only one server was touched, only that one and the messages from the
// first change on are copied: copying is most of what exploring does.
template <class T>
void takeBack(typename T::World& world, const typename T::World& before,
              Code code) {
    if constexpr (requires { T::restore(world, before, ServerId{}); }) {
        const std::uint8_t kind = kindOf(code);
        const std::uint32_t which = whichOf(code);
        const bool delivery = kind == deliveryKind;
        if (delivery || kind == crashSlot || kind == restartSlot) {
            const ServerId at =
                delivery ? before.cluster.packets[which].to
                         : ServerId{static_cast<std::uint16_t>(which)};
            T::restore(world, before, at);
            restore(world.cluster, before.cluster, at);
            return;
        }
    }
    world = before;
}

}  // namespace lockstep::explorer
