// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/invariant.h"
#include "raft/world.h"

namespace lockstep::raft {

// In the order of the table that invariants.cpp has.
enum class Invariant : std::uint8_t {
    electionSafety,
    leaderAppendOnly,
    logMatching,
    leaderCompleteness,
    stateMachineSafety,
    termsNeverFall,
    commitNeverFalls,
    oneVoteATerm,
    commandsOnce,
    linearizableReads,
};

inline int number(Invariant invariant) { return static_cast<int>(invariant); }

const std::vector<InvariantSpec>& invariantSpecs();

// What a step broke. Checked on what it changed: a claim that held before
// can only fail where the two worlds differ.
void check(const World& before, const World& after, Verdicts& verdicts);

// Whether what a step broke, if anything, shows in that server and the ghosts:
// logs are compared with each other, and what is committed with all leaders'.
bool checksAlone(const World& before, const World& after, ServerId id);

// Notes in the ghosts who led and what was committed in the last step, which
// acted at one server.
void remember(World& world, const Server& server, Role roleBefore,
              Term termBefore, Index appliedBefore);

// Notes whether a server's answer to a read is older than what was committed
// when the read was asked.
void rememberAnswer(World& world, ServerId server, const PendingRead& read,
                    Symbol value);

}  // namespace lockstep::raft
