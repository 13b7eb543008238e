// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "shard/directory.h"
#include "shard/store.h"

namespace lockstep::shard {

using MoveId = std::uint32_t;
using TransactionId = std::uint32_t;

// A move as the owner sees it. It hands over row by row, each once the one
// before has arrived, and at last the area itself.
struct Outgoing {
    enum class Phase : std::uint8_t {
        asking,   // the target does not know of it yet
        copying,  // rows are going over
        handing,  // all rows are there; the area follows
    };

    MoveId id = 0;
    ServerId target;
    Area area;
    Phase phase = Phase::asking;
    Symbol onItsWay{};         // the row sent and not yet stored there
    std::uint32_t number = 0;  // of that row

    bool operator==(const Outgoing&) const = default;
};

// A move as its target sees it.
struct Incoming {
    MoveId id = 0;
    ServerId source;
    Area area;
    std::uint32_t received = 0;  // rows so far

    bool operator==(const Incoming&) const = default;
};

// A row that a write over two shards holds: the shard has promised to do its
// part whatever comes, and waits to be told.
struct Prepared {
    TransactionId id = 0;
    Symbol key{};
    Symbol value{};

    bool operator==(const Prepared&) const = default;
};

// What makes a shard: its rows, what it knows of who owns what, and what it
// has promised. It is on disk, and it is what followers have a copy of.
struct ShardState {
    bool leaving = false;  // it gives away all it owns
    bool gone = false;     // and has done so

    Directory directory;
    Store store;
    SmallVector<Outgoing, 1> outgoing;
    SmallVector<Incoming, 1> incoming;
    // The last move from each shard that was taken to its end.
    SmallVector<Serial, 2> taken;
    SmallVector<Prepared, 1> prepared;

    const Outgoing* outgoingAt(const Place& place) const {
        for (const Outgoing& move : outgoing) {
            if (move.area.contains(place)) return &move;
        }
        return nullptr;
    }
    const Incoming* incomingAt(const Place& place) const {
        for (const Incoming& move : incoming) {
            if (move.area.contains(place)) return &move;
        }
        return nullptr;
    }
    const Prepared* preparedFor(Symbol key) const {
        for (const Prepared& one : prepared) {
            if (one.key == key) return &one;
        }
        return nullptr;
    }
    bool isOnItsWay(Symbol key) const {
        for (const Outgoing& move : outgoing) {
            if (move.onItsWay == key) return true;
        }
        return false;
    }

    bool operator==(const ShardState&) const = default;
};

}  // namespace lockstep::shard
