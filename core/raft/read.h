// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raft/outbox.h"

// Reads that see everything committed before they were asked: section 8 of
// the paper, section 6.4 of Ongaro's dissertation.
namespace lockstep::raft {

// A client asks a server for a key's value. `committedThen` is what an
// all-seeing eye knows to be committed by now, for the invariant alone.
void read(Server& node, Symbol key, Index committedThen, Outbox& out);

// A follower answered a message of this term: it followed this leader when
// the message reached it.
void hear(Progress& peer, std::uint32_t round, Time sentAt);

// Answers the reads whose heartbeats a majority has answered. Requires a
// leader.
void answerReads(Server& node, Outbox& out);

}  // namespace lockstep::raft
