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

inline constexpr const EventKind* eventKinds[] = {
    &electionStarted, &timeoutIgnored, &termAdopted,     &steppedDown,
    &voteGranted,     &voteDenied,     &voteCounted,     &voteIgnored,
    &leaderElected,   &heartbeatSent,  &requestAccepted, &requestRefused,
    &entriesAppended, &entriesDeleted, &heartbeatHeard,  &appendRefused,
    &replyIgnored,    &replicated,     &replyHeard,      &backedUp,
    &committed,       &commitLearned,  &commitWithheld};

}  // namespace lockstep::raft
