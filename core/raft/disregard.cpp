// SPDX-License-Identifier: GPL-3.0-or-later
// Who hears from a leader wants no other (§6, dissertation 4.2.3).
#include "raft/election.h"

namespace lockstep::raft {

bool hearsLeader(const Server& node, const Outbox& out) {
    if (node.role == Role::leader) return true;
    if (!node.knownLeader || out.timeless) return false;
    return out.since(node.electionTimer.started) < out.electionTimeout().low;
}

// [disregard]
// A server that hears from a leader takes no part in an election, so that one
// which was removed, or was away, cannot depose it. A leader that answers
// reads by its lease relies on that. It does not hold where the leader itself
// wants another (§6, dissertation 4.2.3, 6.4.1).
bool disregards(const Server& node, const RequestVote& request,
                const Outbox& out) {
    const bool leases = out.dials.reads == Reads::lease;
    if (request.transfer || !(out.dials.sticky || leases)) return false;
    // It may have heard a leader just before it crashed.
    const bool mayHaveHeard =
        node.restarted && !out.timeless &&
        out.since(node.electionTimer.started) < out.electionTimeout().low;
    return hearsLeader(node, out) || (leases && mayHaveHeard);
}
// [disregard]

}  // namespace lockstep::raft
