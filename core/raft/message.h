// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "kernel/small_vector.h"
#include "raft/log.h"

// The remote procedure calls of Figure 2, each as a request and its reply.
namespace lockstep::raft {

// RequestVote: a candidate asks for a vote (§5.2).
struct RequestVote {
    Term term = 0;
    Index lastLogIndex = 0;
    Term lastLogTerm = 0;

    bool operator==(const RequestVote&) const = default;
};

struct VoteReply {
    Term term = 0;
    bool granted = false;

    bool operator==(const VoteReply&) const = default;
};

// AppendEntries: the leader replicates entries; empty, it is a heartbeat
// (§5.3).
struct AppendEntries {
    Term term = 0;
    Index prevLogIndex = 0;
    Term prevLogTerm = 0;
    Index leaderCommit = 0;
    SmallVector<Entry, 1> entries;

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

    bool operator==(const AppendReply&) const = default;
};

using Message =
    std::variant<RequestVote, VoteReply, AppendEntries, AppendReply>;

// "request-vote", "vote", "append", "append-reply".
const char* kindOf(const Message& message);

}  // namespace lockstep::raft
