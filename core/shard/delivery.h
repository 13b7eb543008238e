// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shard/outbox.h"

namespace lockstep::shard {

// Lets whom a message is for act on it.
void deliver(World& world, const Packet<Message>& packet,
             const Playing& playing);

}  // namespace lockstep::shard
