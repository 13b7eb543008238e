// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "kernel/timer.h"
#include "shard/message.h"
#include "shard/state.h"

namespace lockstep::shard {

class Outbox;

// A follower as its primary sees it. The primary waits for all it has written
// down here, those that are not in the view yet included.
struct Follower {
    ServerId server;
    std::uint32_t stored = 0;  // the last copy that it is known to have
    std::uint32_t missed = 0;  // how often it has let the primary wait

    bool operator==(const Follower&) const = default;
};

// What a primary has to say and may not say yet: first its followers must have
// this copy.
struct Unsaid {
    std::uint32_t number = 0;
    ServerId to;
    Message message;

    bool operator==(const Unsaid&) const = default;
};

// A server that holds the rows of a shard, as its primary or as a follower.
// With one replica the shard and its server are the same.
struct Shard : ShardState {
    ServerId server;
    ServerId id;  // the shard: the server that led it first

    // The last copy that it has made or stored, and by which epoch.
    std::uint32_t number = 0;
    std::uint32_t epoch = 1;
    Shared<ShardState> copied;  // what that copy said, of a primary
    SmallVector<Follower, 2> followers;

    // Only in memory.
    SmallVector<Unsaid, 2> unsaid;
    std::uint32_t requests = 0;
    Timer resend;
    Timer watch;  // a primary's next beat; how long a follower waits for one

    const View* view() const { return directory.viewOf(id); }
    bool leads() const { return directory.primaryOf(id) == server; }
    bool isMember() const { return !view() || view()->has(server); }

    Follower* follower(ServerId wanted) {
        for (Follower& one : followers) {
            if (one.server == wanted) return &one;
        }
        return nullptr;
    }
    // A follower has not got the last copy, or is not in the view yet.
    bool isAhead() const {
        return std::any_of(followers.begin(), followers.end(),
                           [this](const Follower& one) {
                               return one.stored < number ||
                                      !view()->has(one.server);
                           });
    }
    // It waits for an answer that has to come.
    bool waits() const {
        return !outgoing.empty() || !prepared.empty() || isAhead();
    }

    bool operator==(const Shard&) const = default;
};

}  // namespace lockstep::shard
