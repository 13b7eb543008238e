// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "kernel/outbox.h"
#include "kernel/small_vector.h"
#include "raft/key_value_store.h"
#include "raft/log.h"
#include "raft/message.h"
#include "raft/sessions.h"
#include "raft/snapshot.h"

namespace lockstep::raft {

enum class Role : std::uint8_t { follower, precandidate, candidate, leader };

// What a leader knows of a follower (Figure 2, "volatile state on leaders").
struct Progress {
    Index nextIndex = 1;
    Index matchIndex = 0;
    // The newest message is unanswered; what it carries ends at sentIndex.
    bool awaitingReply = false;
    Index sentIndex = 0;
    // The latest round of heartbeats that it answered, and when the message
    // was sent that it answered last; negative before that.
    std::uint32_t round = 0;
    Time heardAt{-1};

    bool operator==(const Progress&) const = default;
};

// A client's question that waits for its answer (dissertation 6.4).
struct PendingRead {
    Symbol key = Symbol::none;
    Index readIndex = 0;      // 0 before the term has a committed entry
    std::uint32_t round = 0;  // the heartbeats that must be answered
    Index committedThen = 0;  // by an all-seeing eye, for the invariant

    bool operator==(const PendingRead&) const = default;
};

// A change of membership that the leader has not yet put into its log
// (dissertation 4.1, 4.2.1).
struct Change {
    Configuration target{};
    ServerSet newcomers{};  // they catch up first
    Index roundEnd = 0;     // where the log ended when the round began
    Time roundBegan{};
    std::uint8_t round = 0;

    bool operator==(const Change&) const = default;
};

// A server's state, as in Figure 2 of the paper.
struct Server {
    ServerId id;

    // Persistent: survives a crash.
    Term currentTerm = 0;
    std::optional<ServerId> votedFor;
    Log log;
    SnapshotLink snapshot;     // of what the log no longer has (§7)
    Configuration founding{};  // the cluster it was set up with

    // The latest configuration in the log, committed or not (§6).
    Configuration configuration{};
    Index configurationIndex = 0;

    // Volatile on all servers.
    Role role = Role::follower;
    bool restarted = false;  // and no election timeout has gone by since
    Index commitIndex = 0;
    Index lastApplied = 0;
    std::optional<ServerId> knownLeader;
    KeyValueStore store;
    Sessions sessions;
    Timer electionTimer;

    // Volatile on candidates (a leader keeps the votes that made it one).
    ServerSet votesGranted;
    ServerSet votesDenied;

    // Volatile on leaders; by server, its own place unused.
    InlineVector<Progress, mostServers> peers;
    Timer heartbeatTimer;
    std::uint32_t round = 0;  // of heartbeats, for reads
    SmallVector<PendingRead, 1> reads;
    std::optional<Change> change;
    std::optional<ServerId> transferTarget;
    bool transferred = false;  // it told another to take over, this term

    // The last question that it answered, and with what.
    Symbol readKey = Symbol::none;
    Symbol readValue = Symbol::none;

    bool operator==(const Server&) const = default;
};

}  // namespace lockstep::raft
