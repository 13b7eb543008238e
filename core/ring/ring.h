// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/simulate.h"
#include "ring/facts.h"
#include "ring/invariants.h"
#include "ring/world.h"

namespace lockstep::ring {

// The verbs of the ring, in the order of its verb table.
enum class RingVerb : std::uint16_t {
    add,
    remove,
    weight,
    lookup,
    trace,
    advance
};

// The dials, in the order of the dial table behind the network's.
enum class RingDial : std::uint8_t {
    scheme,
    virtualNodes,
    hash,
    bound,
    replicas,
    keys,
    tableSize,
};

// The hash ring as a topic: what core/kernel/simulate.h asks for.
struct Ring {
    using World = ring::World;

    static const TopicInfo& info();
    static void start(World& world, std::vector<Fault>& faults);

    static void receive(World&, const Packet<NoMessage>&, const Playing&) {}
    static void apply(World& world, const Action& action,
                      const Playing& playing);
    static std::string refusal(const World& world, const Action& action);
    static void crash(World&, ServerId) {}
    static void restart(World&, ServerId, const Playing&) {}
    template <class Visit>
    static void visitTimers(const World& world, Visit visit) {
        constexpr auto advance = static_cast<std::uint16_t>(RingVerb::advance);
        if (!world.trace.next.running) return;
        visit(world.trace.next, Action{topicVerb(advance), {}, {}, 0, 0});
    }

    static void setDial(World& world, std::size_t index, DialValue value);
    static DialValue dial(const World& world, std::size_t index);
    static std::string dialRefusal(const World& world, std::size_t index,
                                   DialValue value);
    static void adjusted(World& world, const Playing& playing);

    static void visitFacts(const World& world, const Glob& glob,
                           const FactSink& sink) {
        ring::visitFacts(world, glob, sink);
    }
    static void visitGauges(const World& world, const GaugeSink& sink);
    static void check(const World& before, const World& after,
                      Verdicts& verdicts) {
        ring::check(before, after, verdicts);
    }
    static void describe(const World&, const NoMessage&, MessageView&) {}

    static std::uint64_t fingerprint(const World& world) {
        return digest(world);
    }
    static std::uint64_t digest(const World& world);
    static std::uint32_t era(const World& world) { return world.changes; }
};

}  // namespace lockstep::ring
