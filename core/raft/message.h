// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "kernel/small_vector.h"
#include "kernel/time.h"
#include "raft/log.h"
#include "raft/snapshot.h"

// The remote procedure calls of Figure 2 and Figure 13, each as a request and
// its reply, and the one of leadership transfer.
namespace lockstep::raft {

// RequestVote: a candidate asks for a vote (§5.2).
struct RequestVote {
    Term term = 0;
    Index lastLogIndex = 0;
    Term lastLogTerm = 0;
    bool preVote = false;   // would you vote for me? (dissertation 9.6)
    bool transfer = false;  // the leader wants it (dissertation 3.10, 4.2.3)

    bool operator==(const RequestVote&) const = default;
};

// In a yes to a pre-vote, `term` is the term that was asked for.
struct VoteReply {
    Term term = 0;
    bool granted = false;
    bool preVote = false;

    bool operator==(const VoteReply&) const = default;
};

// AppendEntries: the leader replicates entries; empty, it is a heartbeat
// (§5.3). `round` and `sentAt` come back with the reply: they tell a leader
// when it was still the leader, which its answers to reads depend on
// (dissertation 6.4).
struct AppendEntries {
    Term term = 0;
    Index prevLogIndex = 0;
    Term prevLogTerm = 0;
    Index leaderCommit = 0;
    SmallVector<Entry, 1> entries{};
    std::uint32_t round = 0;
    Time sentAt{-1};

    bool operator==(const AppendEntries&) const = default;
};

// `index` is the last index known to match if it succeeded, else the
// prevLogIndex that was refused, so that a stale refusal is recognized.
// conflictTerm and conflictIndex serve the fast back-up of §5.3.
struct AppendReply {
    Term term = 0;
    bool success = false;
    Index index = 0;
    Term conflictTerm = 0;
    Index conflictIndex = 0;
    std::uint32_t round = 0;
    Time sentAt{-1};

    bool operator==(const AppendReply&) const = default;
};

// InstallSnapshot: for a follower that lacks what the leader's log has no
// more (§7). It goes in one piece.
struct InstallSnapshot {
    Term term = 0;
    SnapshotLink snapshot{};
    std::uint32_t round = 0;
    Time sentAt{-1};

    bool operator==(const InstallSnapshot&) const = default;
};

// `index` is the snapshot's last one, which the follower has now.
struct SnapshotReply {
    Term term = 0;
    Index index = 0;
    std::uint32_t round = 0;
    Time sentAt{-1};

    bool operator==(const SnapshotReply&) const = default;
};

// TimeoutNow: the leader wants the receiver to lead (dissertation 3.10).
struct TimeoutNow {
    Term term = 0;

    bool operator==(const TimeoutNow&) const = default;
};

using Message = std::variant<RequestVote, VoteReply, AppendEntries, AppendReply,
                             InstallSnapshot, SnapshotReply, TimeoutNow>;

// "request-vote", "vote", "append", "append-reply", "snapshot",
// "snapshot-reply", "timeout-now".
const char* kindOf(const Message& message);

}  // namespace lockstep::raft
