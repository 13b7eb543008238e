// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/election.h"

#include "raft/events.h"
#include "raft/membership.h"
#include "raft/replication.h"
#include "raft/transfer.h"

namespace lockstep::raft {
namespace {

// [become-leader]
// A candidate with votes from a majority leads its term. For each follower it
// guesses that the log matches to the end, and it announces itself at once,
// before anyone else times out (§5.2, §5.3).
void becomeLeader(Server& node, Outbox& out) {
    node.role = Role::leader;
    node.knownLeader = node.id;
    node.electionTimer.stop();
    Progress fresh;
    fresh.nextIndex = node.log.lastIndex() + 1;
    node.peers.assign(out.clusterSize(), fresh);
    const ServerSet voters = node.configuration.members();
    out.say(leaderElected,
            "{server} leads term {term}. It has {votes} of {servers} votes "
            "and needs {needed} (§5.2).",
            node.id, node.currentTerm, node.votesGranted.size(), voters.size(),
            out.quorum(voters));

    // A joint configuration is left once an entry of this term is committed.
    if (out.dials.noop || node.configuration.joint()) {
        node.log.append({node.currentTerm, Symbol::none, true});
        advanceCommit(node, out);
    }
    if (node.role == Role::leader) heartbeat(node, out);
}
// [become-leader]

void denyVote(Server& node, const RequestVote& request, ServerId candidate,
              Outbox& out) {
    if (request.term < node.currentTerm) {
        out.say(voteDenied,
                "{voter} denies {candidate} its vote. It is in term {term} "
                "already, and {candidate} asks for the older term {asked} "
                "(§5.1).",
                node.id, candidate, node.currentTerm, request.term);
    } else if (node.votedFor == node.id) {
        out.say(voteDenied,
                "{voter} denies {candidate} its vote. It stood for election "
                "itself and voted for itself in term {term} (§5.2).",
                node.id, candidate, node.currentTerm);
    } else if (node.votedFor && node.votedFor != candidate) {
        out.say(voteDenied,
                "{voter} denies {candidate} its vote. It voted for {voted} in "
                "term {term}, and a server has one vote a term (§5.2).",
                node.id, candidate, *node.votedFor, node.currentTerm);
    } else {
        out.say(voteDenied,
                "{voter} denies {candidate} its vote. Its own log is more up "
                "to date: it ends at index {index} of term {term} (§5.4.1).",
                node.id, candidate, node.log.lastIndex(), node.log.lastTerm());
    }
}

}  // namespace

// [start-election]
// A server that hears from no leader for a whole election timeout assumes
// there is none. It begins a new term, votes for itself and asks every other
// server for its vote (§5.2).
void startElection(Server& node, Outbox& out, bool transfer) {
    becomeFollower(node, out);
    node.currentTerm += 1;
    node.role = Role::candidate;
    node.votedFor = node.id;
    node.votesGranted.insert(node.id);
    node.knownLeader.reset();
    out.restart(node.electionTimer, out.electionTimeout());
    if (transfer) {
        out.say(electionStarted,
                "{server} starts an election for term {term}. Its leader "
                "told it to take over (dissertation 3.10).",
                node.id, node.currentTerm);
    } else {
        out.say(electionStarted,
                "{server} starts an election for term {term}. Its election "
                "timeout ran out without a word from a leader, so it votes "
                "for itself and asks the others (§5.2).",
                node.id, node.currentTerm);
    }
    for (ServerId other : followersOf(node)) {
        out.send(other, RequestVote{node.currentTerm, node.log.lastIndex(),
                                    node.log.lastTerm(), false, transfer});
    }
    const bool enough = out.isQuorum(node.configuration, node.votesGranted);
    if (enough || out.has(Flaw::countsNoVotes)) becomeLeader(node, out);
}
// [start-election]

void electionTimeout(Server& node, Outbox& out) {
    node.restarted = false;
    if (node.transferTarget) {
        abandonTransfer(node, out);
        return;
    }
    if (node.role == Role::leader) {
        node.electionTimer.stop();
        out.say(timeoutIgnored,
                "{server} leads, so no election timeout runs at it. Nothing "
                "changes.",
                node.id);
        return;
    }
    if (!mayStand(node)) {
        node.electionTimer.stop();
        out.say(timeoutIgnored,
                "{server} does not stand for election. It is not one of the "
                "servers that vote (dissertation 4.2.2).",
                node.id);
        return;
    }
    if (out.dials.preVote) {
        startPreVote(node, out);
    } else {
        startElection(node, out);
    }
}

// [up-to-date]
bool isUpToDate(const RequestVote& request, const Log& log) {
    if (request.lastLogTerm != log.lastTerm()) {
        return request.lastLogTerm > log.lastTerm();
    }
    return request.lastLogIndex >= log.lastIndex();
}
// [up-to-date]

// [grant-vote]
// A server gives one vote in each term, first come, first served, and only to
// a candidate whose log is at least as up to date as its own (§5.2, §5.4.1).
void receive(Server& node, const RequestVote& request, ServerId candidate,
             Outbox& out) {
    if (request.preVote) {
        answerPreVote(node, request, candidate, out);
        return;
    }
    if (request.term > node.currentTerm && disregards(node, request, out)) {
        out.say(voteDenied,
                "{voter} disregards {candidate}'s request for a vote. It "
                "heard from its leader less than an election timeout ago "
                "(dissertation 4.2.3).",
                node.id, candidate);
        return;
    }
    if (request.term > node.currentTerm) adoptTerm(node, request.term, out);

    const bool sameTerm = request.term == node.currentTerm;
    const bool voteFree = !node.votedFor || node.votedFor == candidate;
    const bool upToDate =
        isUpToDate(request, node.log) || out.has(Flaw::grantsStaleLog);
    const bool granted = sameTerm && voteFree && upToDate;

    if (granted) {
        node.votedFor = candidate;
        out.restart(node.electionTimer, out.electionTimeout());
        out.say(voteGranted,
                "{voter} votes for {candidate} in term {term}. Its vote was "
                "free, and {candidate}'s log is at least as up to date as its "
                "own (§5.4.1).",
                node.id, candidate, node.currentTerm);
    } else {
        denyVote(node, request, candidate, out);
    }
    out.send(candidate, VoteReply{node.currentTerm, granted});
}
// [grant-vote]

// [count-votes]
// A candidate wins as soon as a majority of all servers voted for it in this
// term; a majority, so that two cannot win the same term (§5.2).
void receive(Server& node, const VoteReply& reply, ServerId voter,
             Outbox& out) {
    if (reply.preVote) {
        countPreVote(node, reply, voter, out);
        return;
    }
    if (reply.term > node.currentTerm) {
        adoptTerm(node, reply.term, out);
        return;
    }
    const bool counts =
        node.role == Role::candidate && reply.term == node.currentTerm;
    if (!counts) {
        out.say(voteIgnored,
                "{server} ignores {voter}'s answer about term {term}. That "
                "election is over for it.",
                node.id, voter, reply.term);
        return;
    }
    const int needed = out.quorum(node.configuration.members());
    if (!reply.granted) {
        node.votesDenied.insert(voter);
        out.say(voteCounted,
                "{server} hears no from {voter}. It still has {votes} of the "
                "{needed} votes it needs.",
                node.id, voter, node.votesGranted.size(), needed);
        return;
    }
    node.votesGranted.insert(voter);
    out.say(voteCounted,
            "{server} hears yes from {voter}. It has {votes} of the {needed} "
            "votes it needs.",
            node.id, voter, node.votesGranted.size(), needed);
    if (out.isQuorum(node.configuration, node.votesGranted)) {
        becomeLeader(node, out);
    }
}
// [count-votes]

// [adopt-term]
// Terms are a logical clock. A server that sees a newer one takes it over,
// its vote is free again, and a candidate or leader steps down (§5.1).
void adoptTerm(Server& node, Term term, Outbox& out) {
    const bool stays =
        node.role == Role::leader && out.has(Flaw::ignoresNewerTerm);
    node.currentTerm = term;
    node.votedFor.reset();
    if (stays) return;
    node.knownLeader.reset();
    if (node.role == Role::follower) {
        out.say(termAdopted,
                "{server} moves on to term {term}. The message has a newer "
                "term than its own; its vote is free again (§5.1).",
                node.id, term);
        return;
    }
    out.say(steppedDown,
            "{server} steps down: term {term} has begun. Whoever sees a newer "
            "term than its own becomes a follower (§5.1).",
            node.id, term);
    becomeFollower(node, out);
}
// [adopt-term]

void becomeFollower(Server& node, Outbox& out) {
    const bool led = node.role == Role::leader;
    node.role = Role::follower;
    node.votesGranted.clear();
    node.votesDenied.clear();
    if (!node.reads.empty()) {
        out.say(readAbandoned,
                "{server} leaves reads unanswered. It no longer leads, so "
                "their clients must ask again (dissertation 6.4).",
                node.id);
    }
    forgetLeadership(node);
    if (led) out.restart(node.electionTimer, out.electionTimeout());
}

}  // namespace lockstep::raft
