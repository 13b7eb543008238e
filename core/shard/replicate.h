// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shard/outbox.h"

// A shard's rows on several servers: a primary and followers, by the protocol
// of PacificA (Lin, Yang, Zhang and Zhou, "PacificA: Replication in Log-Based
// Distributed Storage Systems", 2008), in which the router is the
// configuration manager. Reads have no lease: a primary asks its followers
// whether it still leads. A copy carries all that a shard is, because here
// that is little.
namespace lockstep::shard {

// At the primary. Called after whatever has happened at it.
void replicate(Shard& primary, Outbox& out);
void receive(Shard& primary, const Copied& copied, ServerId follower,
             Outbox& out);
void receive(Shard& primary, const Join&, ServerId newcomer, Outbox& out);
// Everybody who follows gets all that there is now.
void copyToAll(Shard& primary, Symbol row, bool news, Outbox& out);
// Says what waited for copies that all followers have.
void release(Shard& primary, Outbox& out);
// It has waited long enough for its followers.
void repeatCopies(Shard& primary, Outbox& out);
void beat(Shard& primary, Outbox& out);

// At a server that does not lead.
void receive(Shard& follower, const Copy& copy, ServerId primary, Outbox& out);
void receive(Shard& shard, const Beat& beat, ServerId primary, Outbox& out);
// It has waited long enough for its primary.
void suspect(Shard& follower, Outbox& out);

// At any of them.
void receive(Shard& shard, const Lead& lead, Outbox& out);
void receive(Shard& shard, const Here& here, Outbox& out);
void restartShard(Shard& shard, Outbox& out);

// At the router, which alone decides who serves.
void receive(Router& router, const Propose& propose, ServerId server,
             Outbox& out);

}  // namespace lockstep::shard
