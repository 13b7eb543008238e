// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shard/outbox.h"

namespace lockstep::shard {

// A shard answers a request: it serves it, or says where to go.
void receive(Shard& shard, const Request& request, ServerId client,
             Outbox& out);

// Does a write of a client or of a transaction, once. The write's number.
std::uint32_t write(Shard& shard, Symbol key, Symbol value, ServerId writer,
                    RequestId request, Outbox& out);

}  // namespace lockstep::shard
