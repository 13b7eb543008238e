// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>
#include <vector>

#include "shard/state.h"

// What clients, router and shards send each other.
namespace lockstep::shard {

using ScanId = std::uint32_t;

enum class Kind : std::uint8_t { get, put, remove };

// A client asks for one row. `attempt` counts how often it has sent this.
struct Request {
    RequestId id = 0;
    std::uint32_t attempt = 0;
    Kind kind = Kind::get;
    Symbol key{};
    Symbol value{};
    MoveId asking = 0;  // it was sent here by ASK, during this move

    bool operator==(const Request&) const = default;
};

// Done; for a get, with the value.
struct Reply {
    RequestId id = 0;
    Symbol value{};
    std::uint32_t written = 0;  // see Row::written

    bool operator==(const Reply&) const = default;
};

// Not here: this piece belongs to somebody else now. Remember it.
struct Moved {
    RequestId id = 0;
    std::uint32_t attempt = 0;
    Area area;
    ServerId owner;
    std::uint32_t epoch = 0;

    bool operator==(const Moved&) const = default;
};

// Not here any more: this once ask there. Remember nothing.
struct Ask {
    RequestId id = 0;
    std::uint32_t attempt = 0;
    ServerId target;
    MoveId move = 0;

    bool operator==(const Ask&) const = default;
};

// The row is on its way, or a write over two shards holds it.
struct TryAgain {
    RequestId id = 0;
    std::uint32_t attempt = 0;

    bool operator==(const TryAgain&) const = default;
};

// A client that hears nothing asks the router for its directory.
struct Where {
    bool operator==(const Where&) const = default;
};
struct Here {
    Directory directory;

    bool operator==(const Here&) const = default;
};

// A live move, from owner to target: get ready; I am; a row; I have it; that
// was all, it is yours; I took it.
struct Import {
    MoveId move = 0;
    Area area;

    bool operator==(const Import&) const = default;
};
struct Ready {
    MoveId move = 0;

    bool operator==(const Ready&) const = default;
};
struct MoveRow {
    MoveId move = 0;
    std::uint32_t number = 0;  // of this move's rows, from 1
    Row row;

    bool operator==(const MoveRow&) const = default;
};
struct Stored {
    MoveId move = 0;
    std::uint32_t number = 0;

    bool operator==(const Stored&) const = default;
};
struct HandOver {
    MoveId move = 0;
    std::uint32_t epoch = 0;

    bool operator==(const HandOver&) const = default;
};
struct Taken {
    MoveId move = 0;

    bool operator==(const Taken&) const = default;
};

// The new owner tells the router.
struct News {
    Area area;
    ServerId owner;
    std::uint32_t epoch = 0;

    bool operator==(const News&) const = default;
};

// The router asks a shard for its rows from a key to a key, ends included.
// With `arriving`, for those of areas that are on their way to it too.
struct Scan {
    ScanId id = 0;
    Symbol from{};
    Symbol to{};
    bool arriving = false;

    bool operator==(const Scan&) const = default;
};

// A shard's answer: its rows, what it knew when it gave them of who owns what,
// and to whom it was sending rows.
struct Rows {
    ScanId id = 0;
    bool arriving = false;
    std::vector<Row> rows;
    Directory directory;
    std::vector<ServerId> targets;

    bool operator==(const Rows&) const = default;
};

// Two-phase commit, for each of two rows: can you write this? yes or no; do
// it, or forget it; done. And who waits too long asks how it was decided.
struct Prepare {
    TransactionId id = 0;
    Symbol key{};
    Symbol value{};

    bool operator==(const Prepare&) const = default;
};
struct Vote {
    TransactionId id = 0;
    Symbol key{};
    bool yes = false;
    Directory directory;  // as the shard has it

    bool operator==(const Vote&) const = default;
};
struct Commit {
    TransactionId id = 0;
    Symbol key{};
    Symbol value{};

    bool operator==(const Commit&) const = default;
};
struct Abort {
    TransactionId id = 0;
    Symbol key{};

    bool operator==(const Abort&) const = default;
};
struct Done {
    TransactionId id = 0;
    Symbol key{};
    std::uint32_t written = 0;  // see Row::written

    bool operator==(const Done&) const = default;
};
struct Inquire {
    TransactionId id = 0;
    Symbol key{};

    bool operator==(const Inquire&) const = default;
};

// Replicas of a shard. From the primary to its followers: all that the shard
// is; it is told which row has changed, for those who watch. I have it. I am
// still there.
struct Copy {
    std::uint32_t number = 0;
    Symbol row{};  // that has changed
    bool news = false;  // anything has changed
    Shared<ShardState> state;

    bool operator==(const Copy&) const = default;
};
struct Copied {
    std::uint32_t epoch = 0;
    std::uint32_t number = 0;

    bool operator==(const Copied&) const = default;
};
struct Beat {
    std::uint32_t epoch = 0;

    bool operator==(const Beat&) const = default;
};

// To the router: let these be the servers of the shard. From whoever knows it
// better: these are. To a primary: let me follow you.
struct Propose {
    View view;

    bool operator==(const Propose&) const = default;
};
struct Lead {
    View view;

    bool operator==(const Lead&) const = default;
};
struct Join {
    bool operator==(const Join&) const = default;
};

using Message =
    std::variant<Request, Reply, Moved, Ask, TryAgain, Where, Here, Import,
                 Ready, MoveRow, Stored, HandOver, Taken, News, Scan, Rows,
                 Prepare, Vote, Commit, Abort, Done, Inquire, Copy, Copied,
                 Beat, Propose, Lead, Join>;

// "get", "put", "delete", "reply", "moved", "ask", …
const char* kindOf(const Message& message);

}  // namespace lockstep::shard
