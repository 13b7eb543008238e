// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/event.h"

// What happens in a sharded database: the ids are a promise to scripts.
namespace lockstep::shard {

inline constexpr EventKind requestSent{"shard.requested"};
inline constexpr EventKind requestServed{"shard.served"};
inline constexpr EventKind repeatSeen{"shard.repeat_seen"};
inline constexpr EventKind movedSent{"shard.moved"};
inline constexpr EventKind askSent{"shard.ask"};
inline constexpr EventKind rowBusy{"shard.busy"};
inline constexpr EventKind cacheHealed{"shard.cache_healed", Weight::milestone,
                                       Glyph::heal};
inline constexpr EventKind askFollowed{"shard.ask_followed"};
inline constexpr EventKind waitsToRetry{"shard.waits"};
inline constexpr EventKind answered{"shard.answered", Weight::milestone,
                                    Glyph::check};
inline constexpr EventKind lateAnswer{"shard.late_answer", Weight::small};
inline constexpr EventKind timedOut{"shard.timed_out"};
inline constexpr EventKind gaveUp{"shard.gave_up", Weight::milestone,
                                  Glyph::cross};
inline constexpr EventKind shardUnknown{"shard.unknown_shard",
                                        Weight::milestone, Glyph::cross};
inline constexpr EventKind directorySent{"shard.directory_sent"};
inline constexpr EventKind directoryRead{"shard.directory_read"};

inline constexpr EventKind moveBegan{"shard.move_began", Weight::milestone,
                                     Glyph::clock};
inline constexpr EventKind importing{"shard.importing"};
inline constexpr EventKind rowSent{"shard.row_sent"};
inline constexpr EventKind rowStored{"shard.row_stored"};
inline constexpr EventKind rowGone{"shard.row_gone"};
inline constexpr EventKind moveWaits{"shard.move_waits"};
inline constexpr EventKind handedOver{"shard.handed_over"};
inline constexpr EventKind ownerChanged{"shard.owner_changed",
                                        Weight::milestone, Glyph::star};
inline constexpr EventKind moveEnded{"shard.move_ended"};
inline constexpr EventKind oldMove{"shard.old_move", Weight::small};
inline constexpr EventKind newsHeard{"shard.news"};
inline constexpr EventKind resent{"shard.resent"};

inline constexpr EventKind shardAdded{"shard.added", Weight::milestone,
                                      Glyph::up};
inline constexpr EventKind shardLeaving{"shard.leaving", Weight::milestone,
                                        Glyph::clock};
inline constexpr EventKind shardGone{"shard.gone", Weight::milestone,
                                     Glyph::cross};
inline constexpr EventKind rangeSplit{"shard.split", Weight::milestone,
                                      Glyph::cut};
inline constexpr EventKind rangeMerged{"shard.merged", Weight::milestone,
                                       Glyph::heal};

inline constexpr EventKind scanBegan{"shard.scan_began", Weight::milestone,
                                     Glyph::pencil};
inline constexpr EventKind scanAnswered{"shard.scan_answered"};
inline constexpr EventKind scanCounted{"shard.scan_counted"};
inline constexpr EventKind scanRepeated{"shard.scan_repeated"};
inline constexpr EventKind scanEnded{"shard.scan_ended", Weight::milestone,
                                     Glyph::check};

inline constexpr EventKind pairBegan{"shard.pair_began", Weight::milestone,
                                     Glyph::pencil};
inline constexpr EventKind pairPrepared{"shard.prepared"};
inline constexpr EventKind pairRefused{"shard.vote_no"};
inline constexpr EventKind voteCounted{"shard.vote_counted"};
inline constexpr EventKind pairDecided{"shard.commit_decided",
                                       Weight::milestone, Glyph::star};
inline constexpr EventKind pairAborted{"shard.abort_decided", Weight::milestone,
                                       Glyph::cross};
inline constexpr EventKind halfWritten{"shard.half_written"};
inline constexpr EventKind halfForgotten{"shard.half_forgotten"};
inline constexpr EventKind pairDone{"shard.pair_done", Weight::milestone,
                                    Glyph::check};
inline constexpr EventKind blocked{"shard.blocked", Weight::milestone,
                                   Glyph::warning};
inline constexpr EventKind inquiryAnswered{"shard.inquiry_answered"};

inline constexpr EventKind salted{"shard.salted", Weight::milestone,
                                  Glyph::pencil};
inline constexpr EventKind copySent{"shard.copy"};
inline constexpr EventKind copyStored{"shard.copy_stored"};
inline constexpr EventKind copyRefused{"shard.copy_refused", Weight::milestone,
                                       Glyph::cross};
inline constexpr EventKind copyRepeated{"shard.copy_repeated"};
inline constexpr EventKind released{"shard.released"};
inline constexpr EventKind suspected{"shard.suspected", Weight::milestone,
                                     Glyph::warning};
inline constexpr EventKind viewProposed{"shard.view_proposed"};
inline constexpr EventKind viewDecided{"shard.view_decided", Weight::milestone,
                                       Glyph::pencil};
inline constexpr EventKind viewKept{"shard.view_kept"};
inline constexpr EventKind viewTaken{"shard.view_taken"};
inline constexpr EventKind viewLearned{"shard.view_learned"};
inline constexpr EventKind promoted{"shard.promoted", Weight::milestone,
                                    Glyph::star};
inline constexpr EventKind steppedDown{"shard.stepped_down", Weight::milestone,
                                       Glyph::cross};
inline constexpr EventKind askedToJoin{"shard.asked_to_join"};
inline constexpr EventKind joining{"shard.joining"};
inline constexpr EventKind notPrimary{"shard.not_primary"};
inline constexpr EventKind viewCorrected{"shard.view_corrected"};

inline constexpr const EventKind* eventKinds[] = {
    &requestSent,    &requestServed, &repeatSeen,    &movedSent,
    &askSent,        &rowBusy,       &cacheHealed,   &askFollowed,
    &waitsToRetry,   &answered,      &lateAnswer,    &timedOut,
    &gaveUp,         &shardUnknown,  &directorySent, &directoryRead,
    &moveBegan,      &importing,     &rowSent,       &rowStored,
    &rowGone,        &moveWaits,     &handedOver,    &ownerChanged,
    &moveEnded,      &oldMove,       &newsHeard,     &resent,
    &shardAdded,     &shardLeaving,  &shardGone,     &rangeSplit,
    &rangeMerged,    &scanBegan,     &scanAnswered,  &scanCounted,
    &scanRepeated,   &scanEnded,     &pairBegan,     &pairPrepared,
    &pairRefused,    &voteCounted,   &pairDecided,   &pairAborted,
    &halfWritten,    &halfForgotten, &pairDone,      &blocked,
    &inquiryAnswered, &salted,
    &copySent,      &copyStored,    &copyRefused,   &copyRepeated,
    &released,      &suspected,     &viewProposed,  &viewDecided,
    &viewKept,      &viewTaken,     &viewLearned,   &promoted,
    &steppedDown,   &askedToJoin,   &joining,       &notPrimary,
    &viewCorrected};

}  // namespace lockstep::shard
