// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shard/outbox.h"

// A write over two shards, by two-phase commit (Gray, "Notes on Data Base
// Operating Systems", 1978; with presumed abort: Mohan, Lindsay and Obermarck,
// "Transaction Management in the R* Distributed Database Management System",
// 1986).
namespace lockstep::shard {

struct KeyValue {
    Symbol key{};
    Symbol value{};
};
// The two in a text such as x=7.
KeyValue keyValueOf(const World& world, Symbol text);

// The coordinator.
void beginPair(Router& router, TransactionId id, const KeyValue& first,
               const KeyValue& second, Outbox& out);
void receive(Router& router, const Vote& vote, ServerId shard, Outbox& out);
void receive(Router& router, const Done& done, Outbox& out);
void receive(Router& router, const Inquire& inquire, ServerId shard,
             Outbox& out);
void repeatPairs(Router& router, Outbox& out);
void forgetVotes(World& world);

// The participants.
void receive(Shard& shard, const Prepare& prepare, Outbox& out);
void receive(Shard& shard, const Commit& commit, Outbox& out);
void receive(Shard& shard, const Abort& abort, Outbox& out);
// It has waited long enough to be told.
void inquire(Shard& shard, Outbox& out);

}  // namespace lockstep::shard
