// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/tables.h"

namespace lockstep::raft {
namespace {

std::vector<ProtocolRule> electionRules() {
    return {
        {"Start an election",
         "A server that hears from no leader for its election timeout begins "
         "a new term, votes for itself and asks the others.",
         "Raft §5.2", "raft/election#start-election", "raft.election_started"},
        {"Grant a vote",
         "One vote a term, first come, first served, and only for a log at "
         "least as up to date as one's own.",
         "Raft §5.2, §5.4.1", "raft/election#grant-vote", "raft.vote_granted"},
        {"Count the votes",
         "A majority of all servers elects the leader of the term.",
         "Raft §5.2", "raft/election#count-votes", "raft.vote_counted"},
        {"Lead",
         "A new leader sends AppendEntries to all at once, and then at every "
         "heartbeat.",
         "Raft §5.2", "raft/election#become-leader", "raft.leader_elected"},
        {"Adopt a newer term",
         "Whoever sees a newer term takes it over and becomes a follower.",
         "Raft §5.1", "raft/election#adopt-term", "raft.stepped_down"},
    };
}

std::vector<ProtocolRule> replicationRules() {
    return {
        {"Take a request",
         "The leader appends the command to its own log and sends it to the "
         "followers.",
         "Raft §5.3", "raft/replication#client-request",
         "raft.request_accepted"},
        {"Append if the logs agree",
         "A follower appends only behind the same entry as the leader: same "
         "index, same term.",
         "Raft §5.3", "raft/append_entries#append-entries",
         "raft.entries_appended"},
        {"Resolve a conflict",
         "An entry that differs from the leader's is deleted with all that "
         "follow it.",
         "Raft §5.3", "raft/append_entries#resolve-conflict",
         "raft.entries_deleted"},
        {"Back up",
         "After a refusal the leader tries further back until the logs agree.",
         "Raft §5.3", "raft/replication#back-up", "raft.backed_up"},
        {"Commit",
         "An entry of the leader's own term is committed once a majority "
         "stores it, and with it all before.",
         "Raft §5.3, §5.4.2", "raft/commit#commit-rule", "raft.committed"},
        {"Tell the followers",
         "Followers learn with the next message how far the log is "
         "committed, and apply it in order.",
         "Raft §5.3", "raft/append_entries#learn-commit",
         "raft.commit_learned"},
    };
}

std::vector<ProtocolRule> furtherRules() {
    return {
        {"Execute once",
         "A client numbers its commands, and the state machine executes none "
         "of them again.",
         "Raft §8", "raft/sessions#execute-once", "raft.duplicate_skipped"},
        {"Answer a read",
         "A leader answers once a majority has confirmed that it still leads, "
         "or within its lease.",
         "Raft §8, dissertation 6.4", "raft/read#read", "raft.read_answered"},
        {"Take a snapshot",
         "A snapshot of the state machine takes the place of the entries that "
         "made it.",
         "Raft §7", "raft/install_snapshot#take-snapshot",
         "raft.snapshot_taken"},
        {"Install a snapshot",
         "A follower that needs discarded entries gets the leader's snapshot.",
         "Raft §7", "raft/install_snapshot#install-snapshot",
         "raft.snapshot_installed"},
        {"Ask before an election",
         "With pre-vote a server begins a term only if a majority would vote "
         "for it.",
         "dissertation 9.6", "raft/pre_vote#start-pre-vote",
         "raft.pre_vote_started"},
        {"Hand over",
         "A leader brings its successor up to date and tells it to stand.",
         "dissertation 3.10", "raft/transfer#transfer",
         "raft.transfer_started"},
        {"Change the cluster",
         "One server at a time, or by joint consensus; a configuration counts "
         "as soon as it is in a server's log.",
         "Raft §6, dissertation 4", "raft/membership#change-membership",
         "raft.configuration_appended"},
    };
}

}  // namespace

std::vector<ProtocolRule> protocolPage() {
    std::vector<ProtocolRule> rules;
    for (const auto& part :
         {electionRules(), replicationRules(), furtherRules()}) {
        rules.insert(rules.end(), part.begin(), part.end());
    }
    return rules;
}

}  // namespace lockstep::raft
