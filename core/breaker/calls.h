// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "breaker/topic.h"

namespace lockstep::breaker {

// What a breaker of this world acts by.
Circumstances circumstances(World& world, std::size_t guard,
                            const Playing& playing);

// Notes for the invariants that a breaker has changed from a state, if it has.
void note(World& world, std::size_t guard, State before);

// Whose turn it is, where nobody is named: hosts are called in turn.
ServerId nextHost(const World& world);

// How a call ends that ends at once.
struct AtOnce {
    bool fails = false;
    bool slow = false;
};
void callAtOnce(World& world, std::uint32_t caller, ServerId host, AtOnce how,
                const Playing& playing);

// A call that takes its time, if it passes.
void startCall(World& world, std::uint32_t caller, ServerId host,
               const Playing& playing);
// The same of the first caller, to the next host in turn.
void startCall(World& world, const Playing& playing);

// Ends a call that is under way.
void finish(World& world, CallNumber number, bool fails, bool abandoned,
            const Playing& playing);

}  // namespace lockstep::breaker
