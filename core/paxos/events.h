// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/event.h"

// What happens in Paxos: the ids are a promise to scripts.
namespace lockstep::paxos {

inline constexpr EventKind valueProposed{"paxos.proposed", Weight::milestone,
                                         Glyph::pencil};
inline constexpr EventKind commandQueued{"paxos.command_queued"};
inline constexpr EventKind ballotPrepared{"paxos.prepared", Weight::milestone,
                                          Glyph::clock};
inline constexpr EventKind promiseGiven{"paxos.promised"};
inline constexpr EventKind requestRefused{"paxos.refused"};
inline constexpr EventKind promiseCounted{"paxos.promise_counted"};
inline constexpr EventKind promiseIgnored{"paxos.promise_ignored",
                                          Weight::small};
inline constexpr EventKind valueAdopted{"paxos.value_adopted"};
inline constexpr EventKind valueFree{"paxos.value_free"};
inline constexpr EventKind promisesIgnored{"paxos.promises_ignored"};
inline constexpr EventKind nothingToPropose{"paxos.nothing_to_propose"};
inline constexpr EventKind proposalIssued{"paxos.issued"};
inline constexpr EventKind proposalAccepted{"paxos.accepted"};
inline constexpr EventKind acceptCounted{"paxos.accept_counted"};
inline constexpr EventKind acceptIgnored{"paxos.accept_ignored", Weight::small};
inline constexpr EventKind attemptDone{"paxos.done"};
inline constexpr EventKind attemptAbandoned{"paxos.abandoned",
                                            Weight::milestone, Glyph::cross};
inline constexpr EventKind nackIgnored{"paxos.nack_ignored", Weight::small};
inline constexpr EventKind retryScheduled{"paxos.retry_scheduled"};
inline constexpr EventKind valueChosen{"paxos.chosen", Weight::milestone,
                                       Glyph::check};
inline constexpr EventKind voteCounted{"paxos.vote_counted"};
inline constexpr EventKind voteKnown{"paxos.vote_known", Weight::small};
inline constexpr EventKind valueLearned{"paxos.learned", Weight::milestone,
                                        Glyph::up};
inline constexpr EventKind leaderBegan{"paxos.leading", Weight::milestone,
                                       Glyph::star};
inline constexpr EventKind slotFixed{"paxos.slot_fixed"};
inline constexpr EventKind gapFilled{"paxos.gap_filled"};
inline constexpr EventKind slotsExecuted{"paxos.executed"};
inline constexpr EventKind executionHeld{"paxos.execution_held"};
inline constexpr EventKind promiseForgotten{"paxos.promise_forgotten"};
inline constexpr EventKind sentByHand{"paxos.sent_by_hand"};

inline constexpr const EventKind* eventKinds[] = {
    &valueProposed,    &commandQueued,   &ballotPrepared,   &promiseGiven,
    &requestRefused,   &promiseCounted,  &promiseIgnored,   &valueAdopted,
    &valueFree,        &promisesIgnored, &nothingToPropose, &proposalIssued,
    &proposalAccepted, &acceptCounted,   &acceptIgnored,    &attemptDone,
    &attemptAbandoned, &nackIgnored,     &retryScheduled,   &valueChosen,
    &voteCounted,      &voteKnown,       &valueLearned,     &leaderBegan,
    &slotFixed,        &gapFilled,       &slotsExecuted,    &executionHeld,
    &promiseForgotten, &sentByHand};

}  // namespace lockstep::paxos
