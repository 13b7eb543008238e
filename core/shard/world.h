// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/cluster.h"
#include "kernel/flaw.h"
#include "kernel/setup.h"
#include "shard/client.h"
#include "shard/router.h"
#include "shard/shard.h"

namespace lockstep::shard {

inline constexpr std::size_t usualShards = 3;
inline constexpr std::size_t mostShards = 9;
inline constexpr std::size_t mostClients = 4;
inline constexpr std::size_t mostReplicas = 3;
// That hold rows, all shards' replicas together.
inline constexpr std::size_t mostServers = 12;
inline constexpr std::uint32_t virtualNodes = 160;

struct Dials {
    Scheme scheme = Scheme::ring;
    std::uint32_t clients = 1;
    std::uint32_t replicas = 1;
    Duration timeout{200'000};
    Duration detection{300'000};
    Symbol bounds{};  // of ranges: "h p"; none: even over the alphabet

    bool operator==(const Dials&) const = default;
};

// The rules that can be broken on purpose, in the order of the flaw table.
enum class Flaw : std::uint8_t {
    noRedirect,
    halfWrite,
    unknownShard,
    unlockedMove,
    decidesAlone,
    earlyAnswer,
    oldPrimary,
};

// What nobody in the system knows, so that the claims can be checked: what
// each row should be, by the writes in the order in which they were done.
struct Truth {
    Symbol key{};
    Symbol value{};              // none: deleted
    std::uint32_t written = 0;   // the write that made it so
    std::uint32_t promised = 0;  // the last that a client knows of

    bool operator==(const Truth&) const = default;
};

// A write over two shards, as an all-seeing observer follows it.
struct Pair {
    TransactionId id = 0;
    Symbol keys[2];
    // Which of all writes its halves were, whoever wrote them; 0: not yet.
    std::uint32_t written[2] = {0, 0};

    bool operator==(const Pair&) const = default;
};

struct Ghosts {
    std::uint32_t writes = 0;
    SmallVector<Truth, 4> truths;  // in the order of first writing
    SmallVector<Pair, 1> pairs;    // those not written on both sides yet
    // A get that was answered with something older than it had to be.
    Symbol stale{};
    // A row that a scan missed or has twice.
    Symbol missed{};
    // A request that was called done although there is no such shard.
    Symbol intoTheVoid{};

    bool operator==(const Ghosts&) const = default;
};

// A key that stands for several copies of its row; which is read next.
struct Salt {
    Symbol key{};
    std::uint32_t copies = 1;
    std::uint32_t reads = 0;

    bool operator==(const Salt&) const = default;
};

// Clients, router and shards at one moment.
struct World {
    Cluster<Message> cluster;
    SmallVector<Shard, 3> shards;  // their servers, followers included
    SmallVector<Client, 1> clients;
    Router router;
    Dials dials;
    FlawSet flaws;
    Ghosts ghosts;
    SetupLink setup;
    ServerId asker;  // the client that asks from now on
    SmallVector<Salt, 1> salts;
    RequestId nextRequest = 1;
    MoveId nextMove = 1;
    ScanId nextScan = 1;
    TransactionId nextTransaction = 1;
    std::uint32_t changes = 0;    // of owners
    std::uint32_t redirects = 0;  // MOVED and ASK, followed by clients
    std::uint32_t asks = 0;       // the latter
    std::uint32_t rowsMoved = 0;

    bool up(ServerId id) const { return cluster.up(id); }
    bool has(Flaw flaw) const { return flaws.has(static_cast<int>(flaw)); }

    // Who lives on a server; nothing if it is none of these.
    Shard* shardOn(ServerId server);
    const Shard* shardOn(ServerId server) const;
    Client* clientOn(ServerId server);
    const Client* clientOn(ServerId server) const;
    // There, and not gone.
    bool isMember(ServerId server) const;

    Place placeOf(Symbol key) const {
        return shard::placeOf(dials.scheme, setup->symbols.text(key));
    }
    const Truth* truthOf(Symbol key) const;
    Truth& truthFor(Symbol key);
    // The observer no longer waits for a write of which nothing is done.
    void forgetPair(TransactionId id);

    bool operator==(const World&) const = default;
};

// The server that counts for a shard: the one that leads it by the highest
// epoch, and if none does, the one that is about to.
const Shard* primaryOf(const World& world, ServerId id);
Shard* primaryOf(World& world, ServerId id);
// Those of all shards, in the order in which these came to be.
SmallVector<const Shard*, 3> primariesOf(const World& world);
// Whether what this server does is done: it leads, by the highest epoch.
bool counts(const World& world, const Shard& shard);

// The shard that owns a place: of those that say it is theirs, the one with
// the highest epoch. The router may not have heard of it yet.
const Shard* ownerOf(const World& world, const Place& place);
// All that anybody knows of who owns what.
Directory ownersOf(const World& world);
// The row as whoever serves it has it; nothing if nobody has.
const Row* servedRow(const World& world, Symbol key);
// Not while a shard that must answer for it has no primary.
bool isServed(const World& world, Symbol key);
// Whether that row has a half of a pair.
bool isWritten(const World& world, const Pair& pair, std::size_t half);

}  // namespace lockstep::shard
