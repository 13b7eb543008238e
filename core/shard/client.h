// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/timer.h"
#include "shard/message.h"

namespace lockstep::shard {

class Outbox;

// A request that is not answered yet.
struct Asked {
    RequestId id = 0;
    Kind kind = Kind::get;
    Symbol key{};
    Symbol value{};
    std::uint32_t attempt = 0;  // the last one sent
    std::uint32_t tries = 0;    // how often nobody answered in time
    ServerId sentTo;
    bool again = false;  // it was told to try again in a while
    Timer timer;
    // The last write of this key that was acknowledged before it was asked.
    // The client does not know it; the claims on screen do.
    std::uint32_t notBefore = 0;

    bool operator==(const Asked&) const = default;
};

// How a client's last request ended.
struct Answer {
    enum class Error : std::uint8_t { none, unknownShard, noAnswer };

    Kind kind = Kind::get;
    Symbol key{};
    Symbol value{};
    Error error = Error::none;
    ServerId shard;  // the one that is not there

    bool operator==(const Answer&) const = default;
};

// A client keeps a copy of the directory and goes by it, without asking
// anybody. It is told where the copy is wrong.
struct Client {
    ServerId server;
    Directory cache;
    SmallVector<Asked, 1> asked;
    Answer last;

    bool operator==(const Client&) const = default;
};

}  // namespace lockstep::shard
