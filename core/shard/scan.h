// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shard/outbox.h"

namespace lockstep::shard {

// Scatter-gather: the router asks every shard that can have rows, and puts
// the answers together.
void beginScan(Router& router, Symbol from, Symbol to, Outbox& out);
void receive(Shard& shard, const Scan& scan, ServerId router, Outbox& out);
void receive(Router& router, const Rows& rows, ServerId shard, Outbox& out);
// Nobody has answered for a while.
void repeatScans(Router& router, Outbox& out);

// Its parts, for what gathers them.
Span wantedBy(const Gathering& scan, const Outbox& out);
void scatterTo(Gathering& scan, ServerId shard, bool arriving, Outbox& out);
void scatter(Router& router, Gathering& scan, Outbox& out);
void endScan(Router& router, const Gathering& scan, Outcome outcome);

}  // namespace lockstep::shard
