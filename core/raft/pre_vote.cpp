// SPDX-License-Identifier: GPL-3.0-or-later
// Pre-vote (dissertation 9.6): a server that was away asks whether it could
// win before it begins a term, so that it does not depose a healthy leader.
#include "raft/election.h"
#include "raft/events.h"
#include "raft/membership.h"
#include "raft/replication.h"

namespace lockstep::raft {
namespace {

void denyPreVote(const Server& node, const RequestVote& request,
                 ServerId candidate, Outbox& out) {
    if (request.term <= node.currentTerm) {
        out.say(preVoteDenied,
                "{voter} would not vote for {candidate}. It is in term "
                "{term} already, and {candidate} would begin term {asked} "
                "(dissertation 9.6).",
                node.id, candidate, node.currentTerm, request.term);
    } else if (hearsLeader(node, out)) {
        out.say(preVoteDenied,
                "{voter} would not vote for {candidate}. Term {term} has a "
                "leader from which it heard less than an election timeout "
                "ago (dissertation 9.6).",
                node.id, candidate, node.currentTerm);
    } else {
        out.say(preVoteDenied,
                "{voter} would not vote for {candidate}. Its own log is more "
                "up to date: it ends at index {index} of term {term} "
                "(§5.4.1).",
                node.id, candidate, node.log.lastIndex(), node.log.lastTerm());
    }
}

}  // namespace

// [start-pre-vote]
// Before it begins a new term, a server asks whether the others would vote
// for it. Nobody's term or vote changes by that, not even its own
// (dissertation 9.6).
void startPreVote(Server& node, Outbox& out) {
    becomeFollower(node, out);
    node.role = Role::precandidate;
    node.votesGranted.insert(node.id);
    node.knownLeader.reset();
    out.restart(node.electionTimer, out.electionTimeout());
    out.say(preVoteStarted,
            "{server} asks whether it could win term {term}. Its election "
            "timeout ran out without a word from a leader; it begins the "
            "term only if a majority would vote for it (dissertation 9.6).",
            node.id, node.currentTerm + 1);
    for (ServerId other : followersOf(node)) {
        out.send(other, RequestVote{node.currentTerm + 1, node.log.lastIndex(),
                                    node.log.lastTerm(), true, false});
    }
    const bool enough = out.isQuorum(node.configuration, node.votesGranted);
    if (enough || out.has(Flaw::countsNoVotes)) startElection(node, out);
}
// [start-pre-vote]

// [answer-pre-vote]
// A server would vote for a candidate of a newer term whose log is at least as
// up to date as its own, unless it hears from a leader (dissertation 9.6).
void answerPreVote(Server& node, const RequestVote& request, ServerId candidate,
                   Outbox& out) {
    const bool newer = request.term > node.currentTerm;
    const bool upToDate =
        isUpToDate(request, node.log) || out.has(Flaw::grantsStaleLog);
    const bool granted = newer && upToDate && !hearsLeader(node, out);
    if (granted) {
        out.say(preVoteGranted,
                "{voter} would vote for {candidate} in term {term}. It hears "
                "from no leader, and {candidate}'s log is at least as up to "
                "date as its own (dissertation 9.6).",
                node.id, candidate, request.term);
    } else {
        denyPreVote(node, request, candidate, out);
    }
    const Term term = granted ? request.term : node.currentTerm;
    out.send(candidate, VoteReply{term, granted, true});
}
// [answer-pre-vote]

// [count-pre-votes]
// With a majority behind it a server begins the term it asked about.
void countPreVote(Server& node, const VoteReply& reply, ServerId voter,
                  Outbox& out) {
    if (!reply.granted && reply.term > node.currentTerm) {
        adoptTerm(node, reply.term, out);
        return;
    }
    const bool asked = !reply.granted || reply.term == node.currentTerm + 1;
    if (node.role != Role::precandidate || !asked) {
        out.say(voteIgnored,
                "{server} ignores {voter}'s answer. It no longer asks.",
                node.id, voter);
        return;
    }
    if (!reply.granted) {
        node.votesDenied.insert(voter);
        out.say(preVoteCounted,
                "{server} hears that {voter} would not vote for it.", node.id,
                voter);
        return;
    }
    node.votesGranted.insert(voter);
    out.say(preVoteCounted,
            "{server} hears that {voter} would vote for it. {votes} of the "
            "{needed} that it needs would.",
            node.id, voter, node.votesGranted.size(),
            out.quorum(node.configuration.members()));
    if (out.isQuorum(node.configuration, node.votesGranted)) {
        startElection(node, out);
    }
}
// [count-pre-votes]

}  // namespace lockstep::raft
