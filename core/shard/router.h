// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/timer.h"
#include "shard/message.h"

namespace lockstep::shard {

// A scan under way: what each shard has answered.
struct Gathering {
    struct Part {
        ServerId shard;
        bool arriving = false;
        bool answered = false;
        Rows rows;

        bool operator==(const Part&) const = default;
    };

    ScanId id = 0;
    Symbol from{};
    Symbol to{};
    Time began{};
    Time firstAnswer{};
    std::uint32_t repeats = 0;  // answers that did not fit together
    std::uint32_t timeouts = 0;
    // How many writes there had been. Only the claims on screen look at it.
    std::uint32_t writesBefore = 0;
    SmallVector<Part, 4> parts;

    bool operator==(const Gathering&) const = default;
};

// How the last scan and the last write over two shards ended.
enum class Outcome : std::uint8_t { none, open, done, failed };

// A write over two rows, each on its shard.
struct Transaction {
    enum class Phase : std::uint8_t {
        voting,
        committing,  // decided, and the decision is on disk
    };
    struct Half {
        Symbol key{};
        Symbol value{};
        ServerId shard;
        bool voted = false;
        bool done = false;

        bool operator==(const Half&) const = default;
    };

    TransactionId id = 0;
    Phase phase = Phase::voting;
    Half halves[2];

    bool operator==(const Transaction&) const = default;
};

// The router keeps the directory that clients copy, gathers scans, and
// coordinates writes over two shards. On disk it has the directory and the
// decisions to commit; a scan and votes are gone when it crashes.
struct Router {
    ServerId server;
    Directory directory;
    SmallVector<Gathering, 1> scans;
    SmallVector<Transaction, 1> transactions;
    Timer resend;

    Outcome scan{};
    std::vector<Row> found;  // by the last scan
    Duration scanTook{};
    ServerId slowest;
    Outcome pair{};

    bool waits() const { return !scans.empty() || !transactions.empty(); }
    bool operator==(const Router&) const = default;
};

}  // namespace lockstep::shard
