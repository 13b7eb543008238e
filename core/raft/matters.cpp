// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/raft.h"

namespace lockstep::raft {

// A reply is over for a server once its term is, or once it no longer asks:
// terms never fall, and it never asks again in the same term.
bool Raft::matters(const World& world, const Packet<Message>& packet) {
    const Server& node = world.server(packet.to);
    const auto overIn = [&](Term term) {
        if (term != node.currentTerm) return term < node.currentTerm;
        return node.role != Role::leader;
    };
    if (const auto* reply = std::get_if<VoteReply>(&packet.body)) {
        if (reply->preVote || reply->term != node.currentTerm) {
            return reply->term > node.currentTerm;
        }
        return node.role == Role::candidate && reply->granted &&
               !node.votesGranted.contains(packet.from);
    }
    if (const auto* reply = std::get_if<AppendReply>(&packet.body)) {
        return !overIn(reply->term);
    }
    if (const auto* reply = std::get_if<SnapshotReply>(&packet.body)) {
        return !overIn(reply->term);
    }
    return true;
}

}  // namespace lockstep::raft
