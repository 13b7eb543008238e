// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "kernel/cluster.h"
#include "kernel/flaw.h"
#include "kernel/setup.h"
#include "ring/member.h"
#include "ring/placement.h"

namespace lockstep::ring {

inline constexpr std::size_t mostServers = 2000;
inline constexpr std::uint32_t mostWeight = 1'000'000;
inline constexpr std::uint64_t mostPoints = 4'000'000;
// Rendezvous gives each key a score with each server.
inline constexpr std::uint64_t mostScores = 20'000'000;

struct Dials {
    Scheme scheme = Scheme::ring;
    std::uint32_t virtualNodes = 160;
    HashKind hash = HashKind::xxhash64;
    std::int64_t bound = 1'250'000;  // in millionths
    std::uint32_t replicas = 1;
    Symbol keys{};  // "100", or names
    std::uint32_t tableSize = 65537;

    bool operator==(const Dials&) const = default;
};

// The rules that can be broken on purpose, in the order of the flaw table.
enum class Flaw : std::uint8_t { noVirtualNodes, unsorted, emptyRing };

enum class ChangeKind : std::uint8_t {
    none,
    added,
    removed,
    reweighted,
    adjusted,   // a dial or a flaw
    otherKeys,  // the dial keys: nothing was there to move
};

// What the last change of servers, weights or scheme did to the keys.
struct Change {
    struct Key {
        KeyIndex key = 0;
        Symbol from{};
        Symbol to{};

        bool operator==(const Key&) const = default;
    };
    struct Arc {
        Position from = 0;  // both ends included
        Position to = 0;
        Symbol was{};
        Symbol now{};

        bool operator==(const Arc&) const = default;
    };

    ChangeKind kind = ChangeKind::none;
    Symbol server{};  // who came, went or got another weight
    std::uint32_t keyCount = 0;
    std::vector<Key> moved;        // by key
    std::vector<Arc> arcs;         // ring: clockwise from place 0
    std::uint64_t expected = 0;    // how many keys theory lets move
    std::uint64_t movedByMod = 0;  // how many mod N would have moved

    bool operator==(const Change&) const = default;
};

// What follows from the rest of a world: shared by copies, and never a reason
// for two worlds to differ.
template <class T>
struct Derived {
    std::shared_ptr<const T> value;

    const T* operator->() const { return value.get(); }
    const T& operator*() const { return *value; }
    bool operator==(const Derived&) const { return true; }
};

// Shared by copies, and compared by what it says.
template <class T>
struct Shared {
    std::shared_ptr<const T> value = std::make_shared<const T>();

    const T* operator->() const { return value.get(); }
    const T& operator*() const { return *value; }
    bool operator==(const Shared& other) const {
        return value == other.value || *value == *other.value;
    }
};

// Nothing travels between these servers: the topic has no network.
struct NoMessage {
    bool operator==(const NoMessage&) const = default;
};

// A look-up that is stepped: how far it has come, and when it goes on.
struct Trace {
    Symbol key{};  // none: the last look-up was made at once
    std::uint32_t stops = 0;
    Timer next;

    bool operator==(const Trace&) const = default;
};

// Servers, keys and who holds which at one moment.
struct World {
    Cluster<NoMessage> cluster;
    FlawSet flaws;
    SetupLink setup;
    std::vector<Member> members;
    std::vector<Symbol> departed;  // those that were here and left
    Dials dials;
    std::uint32_t lookups = 0;
    Symbol lookedUp{};  // the key looked up last
    Trace trace;
    std::uint32_t changes = 0;
    bool ranPastTheEnd = false;  // by the flaw empty-ring
    Shared<Change> change;
    Derived<Placement> placement;

    bool has(Flaw flaw) const { return flaws.has(static_cast<int>(flaw)); }

    bool operator==(const World&) const = default;
};

// A member's place in the list; noServer if there is none of this name.
ServerIndex memberNamed(const World& world, Symbol name);

// The name of a server of this placement; none for noServer.
Symbol nameOf(const World& world, ServerIndex server);

std::vector<Server> serversOf(const World& world);
Plan planOf(const World& world);

}  // namespace lockstep::ring
