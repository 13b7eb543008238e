// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shard/outbox.h"

namespace lockstep::shard {

// The owner begins to hand an area over to another shard. Requires that it
// owns all of it and that none of it is moving.
void beginMove(Shard& source, ServerId target, const Area& area, MoveId id,
               Outbox& out);

void receive(Shard& target, const Import& import, ServerId source, Outbox& out);
void receive(Shard& source, const Ready& ready, Outbox& out);
void receive(Shard& target, const MoveRow& moved, ServerId source, Outbox& out);
void receive(Shard& source, const Stored& stored, Outbox& out);
void receive(Shard& target, const HandOver& handOver, ServerId source,
             Outbox& out);
void receive(Shard& source, const Taken& taken, Outbox& out);

// Moves that waited for a row go on. Called when a row is free again.
void goOn(Shard& source, Outbox& out);
// Says again what was not answered.
void repeat(Shard& source, const Outgoing& move, Outbox& out);

}  // namespace lockstep::shard
