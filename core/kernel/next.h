// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <optional>

#include "kernel/timer.h"
#include "kernel/topic.h"

namespace lockstep::simulate {

// What is due first; ties by the order of scheduling.
template <class T>
std::optional<Due> next(const typename T::World& world) {
    Due first;
    std::uint64_t order = 0;
    bool any = false;
    for (const auto& packet : world.cluster.packets) {
        if (!any || packet.due < first.time ||
            (packet.due == first.time && packet.order < order)) {
            first.time = packet.due;
            first.action = {Verb::deliver, {}, {}, packet.id, 0};
            order = packet.order;
            any = true;
        }
    }
    const auto look = [&](const Timer& timer, const Action& action) {
        if (!any || timer.due < first.time ||
            (timer.due == first.time && timer.order < order)) {
            first.time = timer.due;
            first.action = action;
            order = timer.order;
            any = true;
        }
    };
    if constexpr (requires { T::visitEarliest(world, look); }) {
        T::visitEarliest(world, look);
    } else {
        T::visitTimers(world, look);
    }
    if (!any) return std::nullopt;
    // What a hand held back past its time happens now, not in the past.
    first.time = std::max(first.time, world.cluster.now);
    return first;
}

}  // namespace lockstep::simulate
