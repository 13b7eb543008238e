// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "kernel/outbox.h"
#include "kernel/small_vector.h"
#include "raft/key_value_store.h"
#include "raft/log.h"
#include "raft/message.h"

namespace lockstep::raft {

enum class Role : std::uint8_t { follower, candidate, leader };

// What a leader knows of a follower (Figure 2, "volatile state on leaders").
struct Progress {
    Index nextIndex = 1;
    Index matchIndex = 0;
    bool awaitingReply = false;  // an AppendEntries is unanswered

    bool operator==(const Progress&) const = default;
};

// The most servers a cluster has.
inline constexpr std::size_t mostServers = 9;

// A server's state, as in Figure 2 of the paper.
struct Server {
    ServerId id;

    // Persistent: survives a crash.
    Term currentTerm = 0;
    std::optional<ServerId> votedFor;
    Log log;

    // Volatile on all servers.
    Role role = Role::follower;
    Index commitIndex = 0;
    Index lastApplied = 0;
    std::optional<ServerId> knownLeader;
    KeyValueStore store;
    Timer electionTimer;

    // Volatile on candidates (a leader keeps the votes that made it one).
    ServerSet votesGranted;
    ServerSet votesDenied;

    // Volatile on leaders; by server, its own place unused.
    InlineVector<Progress, mostServers> peers;
    Timer heartbeatTimer;

    bool operator==(const Server&) const = default;
};

}  // namespace lockstep::raft
