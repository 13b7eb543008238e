// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/simulate.h"
#include "shard/facts.h"
#include "shard/invariants.h"
#include "shard/start.h"
#include "shard/world.h"

namespace lockstep::shard {

// The verbs, in the order of the verb table.
enum class ShardVerb : std::uint16_t {
    put,
    get,
    remove,
    scan,
    putBoth,
    move,
    add,
    leave,
    split,
    merge,
    burst,
    salt,
    client,
    retry,
    resend,
    beat,
    suspect,
};

// The dials, in the order of the dial table behind the network's.
enum class ShardDial : std::uint8_t {
    directory,
    clients,
    timeout,
    bounds,
    replicas,
    detection,
};

inline ShardVerb verbOf(const Action& action) {
    return static_cast<ShardVerb>(topicVerbIndex(action.verb));
}

inline Action retryOf(RequestId id) {
    return {
        topicVerb(static_cast<std::uint16_t>(ShardVerb::retry)), {}, {}, id, 0};
}
inline Action ofServer(ShardVerb verb, ServerId server) {
    return {topicVerb(static_cast<std::uint16_t>(verb)), server, {}, 0, 0};
}

// A sharded database as a topic: what core/kernel/simulate.h asks for.
struct Sharding {
    using World = shard::World;

    static const TopicInfo& info();
    static void prepare(Scenario& scenario, std::vector<Fault>& faults) {
        nameOthers(scenario, info().dials, faults);
    }
    static void start(World& world, std::vector<Fault>& faults) {
        shard::start(world, faults);
    }

    static void receive(World& world, const Packet<Message>& packet,
                        const Playing& playing);
    static void apply(World& world, const Action& action,
                      const Playing& playing);
    static std::string refusal(const World& world, const Action& action);
    static void crash(World& world, ServerId server);
    static void restart(World& world, ServerId server, const Playing& playing);

    template <class Visit>
    static void visitTimers(const World& world, Visit visit) {
        for (const Client& client : world.clients) {
            for (const Asked& asked : client.asked) {
                if (asked.timer.running) visit(asked.timer, retryOf(asked.id));
            }
        }
        for (const Shard& shard : world.shards) {
            if (shard.resend.running) {
                visit(shard.resend, ofServer(ShardVerb::resend, shard.server));
            }
            if (!shard.watch.running) continue;
            visit(shard.watch, ofServer(shard.leads() ? ShardVerb::beat
                                                      : ShardVerb::suspect,
                                        shard.server));
        }
        const Router& router = world.router;
        if (router.resend.running) {
            visit(router.resend, ofServer(ShardVerb::resend, router.server));
        }
    }

    static void setDial(World& world, std::size_t index, DialValue value);
    static DialValue dial(const World& world, std::size_t index);

    static void visitFacts(const World& world, const Glob& glob,
                           const FactSink& sink) {
        shard::visitFacts(world, glob, sink);
    }
    static void visitGauges(const World& world, const GaugeSink& sink);
    static void check(const World& before, const World& after,
                      Verdicts& verdicts) {
        shard::check(before, after, verdicts);
    }
    static void describe(const World& world, const Message& message,
                         MessageView& view) {
        shard::describe(world, message, view);
    }

    // What exploring goes by: no due times, ids of messages or chance.
    static std::uint64_t fingerprint(const World& world);
    static std::uint64_t digest(const World& world);
    static std::uint32_t era(const World& world) { return world.changes; }
};

}  // namespace lockstep::shard
