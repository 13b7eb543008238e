// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shard/outbox.h"

namespace lockstep::shard {

// A client asks for a row, by its own copy of the directory.
void ask(Client& client, Asked asked, Outbox& out);

void receive(Client& client, const Reply& reply, Outbox& out);
void receive(Client& client, const Moved& moved, Outbox& out);
void receive(Client& client, const Ask& ask, Outbox& out);
void receive(Client& client, const TryAgain& tryAgain, Outbox& out);
void receive(Client& client, const Here& here, Outbox& out);
void receive(Client& client, const Lead& lead, Outbox& out);

// Nobody answered in time, or the pause is over.
void retry(Client& client, RequestId id, Outbox& out);

// "put", "get", "delete".
const char* nameOf(Kind kind);

}  // namespace lockstep::shard
