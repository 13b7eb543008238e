// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorer/spent.h"
#include "kernel/simulate.h"

namespace lockstep::explorer {

// A choice in 32 bits: the budget it is paid from, or that it is a delivery,
// and which one it is of those that a state has. The highest three bits are
// free.
using Code = std::uint32_t;

constexpr Code codeOf(std::size_t kind, std::size_t which) {
    return static_cast<Code>(kind << 24 | which);
}
constexpr std::uint8_t kindOf(Code code) {
    return static_cast<std::uint8_t>(code >> 24 & 31U);
}
constexpr std::uint32_t whichOf(Code code) { return code & 0xffffffU; }

inline constexpr std::uint8_t deliveryKind = mostSlots;

// What of a world decides what can happen next in it.
template <class T>
struct WorldView {
    const typename T::World& world;

    std::size_t messages() const { return world.cluster.packets.size(); }
    // Whether an earlier message is the same, by the mark that fingerprinting
    // has left on both.
    bool isRepeated(std::size_t at) const {
        const auto& packets = world.cluster.packets;
        const std::uint64_t mark = packets[at].mark;
        if (mark == 0) return false;
        for (std::size_t i = 0; i < at; ++i) {
            if (packets[i].mark == mark) return true;
        }
        return false;
    }
    bool reaches(std::size_t at) const {
        const auto& packet = world.cluster.packets[at];
        return world.cluster.up(packet.to) &&
               !world.cluster.blocked(packet.from, packet.to);
    }
    std::size_t servers() const { return world.cluster.size(); }
    // With those that may join.
    std::size_t known() const {
        const auto& scenario = world.setup->scenario;
        return scenario.servers.size() + scenario.spares.size();
    }
    bool up(ServerId server) const { return world.cluster.up(server); }
    bool parted() const { return world.cluster.partitioned; }
    bool refuses(const Action& action, Code) const {
        return !simulate::refusal<T>(world, action).empty();
    }
};

}  // namespace lockstep::explorer
