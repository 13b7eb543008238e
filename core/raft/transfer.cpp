// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/transfer.h"

#include "raft/election.h"
#include "raft/events.h"
#include "raft/membership.h"
#include "raft/replication.h"

namespace lockstep::raft {

// [transfer]
// The leader takes no more requests, brings the target's log up to its own,
// and then tells it not to wait for its election timeout. If the target does
// not lead within an election timeout, the leader goes on (dissertation 3.10).
void transfer(Server& node, ServerId target, Outbox& out) {
    if (node.role != Role::leader) {
        out.say(transferRefused,
                "{server} has nothing to hand over. It does not lead.",
                node.id);
        return;
    }
    const bool member = node.configuration.members().contains(target);
    if (target == node.id || !member) {
        out.say(transferRefused,
                "{server} does not hand over to {target}. It wants another "
                "server of its configuration.",
                node.id, target);
        return;
    }
    node.transferTarget = target;
    const Duration timeout = out.electionTimeout().low;
    out.restart(node.electionTimer, {timeout, timeout});
    out.say(transferStarted,
            "{server} hands over to {target}. It takes no more requests, and "
            "once {target} has its whole log it tells it to stand for "
            "election (dissertation 3.10).",
            node.id, target);
    replicate(node, out);
    continueTransfer(node, out);
}

void continueTransfer(Server& node, Outbox& out) {
    if (!node.transferTarget) return;
    const ServerId target = *node.transferTarget;
    if (node.peers[target.index].matchIndex < node.log.lastIndex()) return;
    node.transferred = true;
    out.send(target, TimeoutNow{node.currentTerm});
}
// [transfer]

void abandonTransfer(Server& node, Outbox& out) {
    out.say(transferAbandoned,
            "{server} goes on leading. {target} has not taken over within an "
            "election timeout (dissertation 3.10).",
            node.id, *node.transferTarget);
    node.transferTarget.reset();
    node.electionTimer.stop();
}

// [timeout-now]
// The leader's word is as good as an election timeout: the server stands at
// once, without asking first (dissertation 3.10).
void receive(Server& node, const TimeoutNow& message, ServerId leader,
             Outbox& out) {
    if (message.term > node.currentTerm) adoptTerm(node, message.term, out);
    const bool current = message.term == node.currentTerm;
    if (!current || node.role == Role::leader || !mayStand(node)) {
        out.say(timeoutIgnored,
                "{server} does not take over from {leader}. Its word is of "
                "term {term}, which is over, or {server} may not stand.",
                node.id, leader, message.term);
        return;
    }
    startElection(node, out, true);
}
// [timeout-now]

}  // namespace lockstep::raft
