// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/adapter.h"

// A lock that S1 gives to one server at a time: small enough to count its
// states by other means, with two flaws to find.
namespace lockstep::explorer::testing {

struct LockMessage {
    enum class Kind : std::uint8_t { ask, grant, release };
    Kind kind = Kind::ask;

    bool operator==(const LockMessage&) const = default;
};

struct LockWorld {
    struct Client {
        bool wants = false;
        bool holds = false;

        bool operator==(const Client&) const = default;
    };
    // There is nothing that only invariants remember.
    struct Ghosts {
        bool operator==(const Ghosts&) const = default;
    };

    Cluster<LockMessage> cluster;
    FlawSet flaws;
    SetupLink setup;
    Ghosts ghosts;
    SmallVector<Client, 5> clients;
    std::optional<ServerId> holder;  // as S1 sees it

    bool operator==(const LockWorld&) const = default;
};

struct Lock {
    using World = LockWorld;
    enum Flaw { grantsTwice, forgetsHolder };

    static const TopicInfo& info();
    static void start(World& world, std::vector<Fault>&) {
        world.clients.resize(world.cluster.size());
    }
    static void receive(World& world, const Packet<LockMessage>& packet, const Playing& playing);
    static void apply(World& world, const Action& action, const Playing& playing);
    static std::string refusal(const World& world, const Action& action);
    static void crash(World& world, ServerId server);
    static void restart(World&, ServerId, const Playing&) {}
    template <class Visit>
    static void visitTimers(const World&, Visit) {}
    static void setDial(World&, std::size_t, DialValue) {}
    static DialValue dial(const World&, std::size_t) { return {}; }
    static void visitFacts(const World& world, const Glob& glob, const FactSink& sink);
    static void check(const World& before, const World& after, Verdicts& verdicts);
    static std::uint64_t fingerprint(const World& world);
    static std::uint64_t fingerprint(const World& world, const Renaming& names);
    // All but the one that keeps the lock.
    static bool interchangeable(const World&, ServerId a, ServerId b) {
        return a.index != 0 && b.index != 0;
    }
    static std::uint64_t digest(const World& world) { return fingerprint(world); }
    static void describe(const World&, const LockMessage& message, MessageView& view);
    static std::uint32_t era(const World&) { return 0; }
};

}  // namespace lockstep::explorer::testing
