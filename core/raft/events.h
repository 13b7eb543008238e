// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/event.h"

// What happens in Raft: the ids are a promise to scripts.
namespace lockstep::raft {

inline constexpr EventKind electionStarted{"raft.election_started",
                                           Weight::milestone, Glyph::clock};
inline constexpr EventKind timeoutIgnored{"raft.timeout_ignored"};
inline constexpr EventKind termAdopted{"raft.term_adopted"};
inline constexpr EventKind steppedDown{"raft.stepped_down"};
inline constexpr EventKind voteGranted{"raft.vote_granted"};
inline constexpr EventKind voteDenied{"raft.vote_denied"};
inline constexpr EventKind voteCounted{"raft.vote_counted"};
inline constexpr EventKind voteIgnored{"raft.vote_ignored", Weight::small};
inline constexpr EventKind voteForgotten{"raft.vote_forgotten"};
inline constexpr EventKind leaderElected{"raft.leader_elected",
                                         Weight::milestone, Glyph::star};
inline constexpr EventKind heartbeatSent{"raft.heartbeat_sent", Weight::small};
inline constexpr EventKind requestAccepted{"raft.request_accepted",
                                           Weight::milestone, Glyph::pencil};
inline constexpr EventKind requestRefused{"raft.request_refused"};
inline constexpr EventKind entriesAppended{"raft.entries_appended"};
inline constexpr EventKind entriesDeleted{"raft.entries_deleted"};
inline constexpr EventKind heartbeatHeard{"raft.heartbeat_heard",
                                          Weight::small};
inline constexpr EventKind appendRefused{"raft.append_refused"};
inline constexpr EventKind replyIgnored{"raft.reply_ignored", Weight::small};
inline constexpr EventKind replicated{"raft.replicated"};
inline constexpr EventKind replyHeard{"raft.reply_heard", Weight::small};
inline constexpr EventKind backedUp{"raft.backed_up"};
inline constexpr EventKind committed{"raft.committed", Weight::milestone,
                                     Glyph::check};
inline constexpr EventKind commitLearned{"raft.commit_learned"};
inline constexpr EventKind commitWithheld{"raft.commit_withheld"};

// Pre-vote, and leadership transfer.
inline constexpr EventKind preVoteStarted{"raft.pre_vote_started",
                                          Weight::milestone, Glyph::clock};
inline constexpr EventKind preVoteGranted{"raft.pre_vote_granted"};
inline constexpr EventKind preVoteDenied{"raft.pre_vote_denied"};
inline constexpr EventKind preVoteCounted{"raft.pre_vote_counted"};
inline constexpr EventKind transferStarted{"raft.transfer_started",
                                           Weight::milestone, Glyph::up};
inline constexpr EventKind transferRefused{"raft.transfer_refused"};
inline constexpr EventKind transferAbandoned{"raft.transfer_abandoned"};

// Sessions and reads.
inline constexpr EventKind requestAnswered{"raft.request_answered"};
inline constexpr EventKind duplicateSkipped{"raft.duplicate_skipped"};
inline constexpr EventKind readAsked{"raft.read_asked"};
inline constexpr EventKind readRefused{"raft.read_refused"};
inline constexpr EventKind readAnswered{"raft.read_answered", Weight::milestone,
                                        Glyph::check};
inline constexpr EventKind readAbandoned{"raft.read_abandoned"};
inline constexpr EventKind termOpened{"raft.term_opened"};

// Snapshots.
inline constexpr EventKind snapshotTaken{"raft.snapshot_taken",
                                         Weight::milestone, Glyph::pencil};
inline constexpr EventKind snapshotRefused{"raft.snapshot_refused"};
inline constexpr EventKind snapshotSent{"raft.snapshot_sent"};
inline constexpr EventKind snapshotInstalled{"raft.snapshot_installed"};
inline constexpr EventKind snapshotOld{"raft.snapshot_old", Weight::small};

// Membership.
inline constexpr EventKind changeAsked{"raft.change_asked"};
inline constexpr EventKind changeRefused{"raft.change_refused"};
inline constexpr EventKind catchUpRound{"raft.catch_up_round"};
inline constexpr EventKind configurationAppended{
    "raft.configuration_appended", Weight::milestone, Glyph::pencil};
inline constexpr EventKind configurationTaken{"raft.configuration_taken"};

inline constexpr const EventKind* eventKinds[] = {
    &electionStarted,    &timeoutIgnored,
    &termAdopted,        &steppedDown,
    &voteGranted,        &voteDenied,
    &voteCounted,        &voteIgnored,
    &leaderElected,      &heartbeatSent,
    &requestAccepted,    &requestRefused,
    &entriesAppended,    &entriesDeleted,
    &heartbeatHeard,     &appendRefused,
    &replyIgnored,       &replicated,
    &replyHeard,         &backedUp,
    &committed,          &commitLearned,
    &commitWithheld,     &preVoteStarted,
    &preVoteGranted,     &preVoteDenied,
    &preVoteCounted,     &transferStarted,
    &transferRefused,    &transferAbandoned,
    &requestAnswered,    &duplicateSkipped,
    &readAsked,          &readRefused,
    &readAnswered,       &readAbandoned,
    &termOpened,         &snapshotTaken,
    &snapshotRefused,    &snapshotSent,
    &snapshotInstalled,  &snapshotOld,
    &changeAsked,        &changeRefused,
    &catchUpRound,       &configurationAppended,
    &configurationTaken, &voteForgotten};

}  // namespace lockstep::raft
