// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raft/outbox.h"

// Cluster membership changes: section 6 of the paper (joint consensus) and
// chapter 4 of Ongaro's dissertation (one server at a time).
namespace lockstep::raft {

// Somebody asks a leader to change who votes. Requires that every server
// named is there.
void changeMembership(Server& node, ServerSet added, ServerSet removed,
                      Outbox& out);

// Takes a change as far as it can go now: after it was asked for, when
// something is committed, and when a newcomer answers. Requires a leader.
void continueChange(Server& node, Outbox& out);

// The latest configuration in the log up to an index, and where it stands.
struct ConfigurationAt {
    Configuration configuration;
    Index index = 0;
};
ConfigurationAt configurationAt(const Server& node, Index index);

// Goes by the latest configuration in the log again, after entries of it
// were deleted or a snapshot took its place.
void useLatestConfiguration(Server& node);

// Whether a server may be a candidate: it votes, or it is only now being
// removed and may still be needed (dissertation 4.2.2).
bool mayStand(const Server& node);

}  // namespace lockstep::raft
