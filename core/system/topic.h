// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "balance/topic.h"
#include "breaker/topic.h"
#include "kernel/simulate.h"
#include "retry/topic.h"
#include "system/parts.h"

namespace lockstep::system {

// Its own verbs; those of the parts follow, by verbRoutes().
enum class SystemVerb : std::uint16_t { call, arrive };
inline constexpr std::uint16_t ownVerbs = 2;

// An action of a part as one of the whole.
Action outward(Part part, const Action& action);

// The system as a topic: what core/kernel/simulate.h asks for.
struct Topic {
    using World = system::World;

    static const TopicInfo& info();
    static void start(World& world, std::vector<Fault>& faults);

    static void receive(World&, const Packet<NoMessage>&, const Playing&) {}
    static void apply(World& world, const Action& action,
                      const Playing& playing);
    static std::string refusal(const World& world, const Action& action);
    static void crash(World& world, ServerId server, const Playing& playing);
    static void restart(World& world, ServerId server, const Playing& playing);

    template <class Visit>
    static void visitTimers(const World& world, Visit visit) {
        const auto pass = [&](Part part) {
            return [&visit, part](const Timer& timer, const Action& action) {
                visit(timer, outward(part, action));
            };
        };
        retry::Topic::visitTimers(world.clients, pass(Part::clients));
        breaker::Topic::visitTimers(world.guard, pass(Part::guard));
        balance::Topic::visitTimers(world.pool, pass(Part::pool));
    }
    template <class Visit>
    static void visitEarliest(const World& world, Visit visit) {
        const auto pass = [&](Part part) {
            return [&visit, part](const Timer& timer, const Action& action) {
                visit(timer, outward(part, action));
            };
        };
        retry::Topic::visitEarliest(world.clients, pass(Part::clients));
        breaker::Topic::visitTimers(world.guard, pass(Part::guard));
        balance::Topic::visitEarliest(world.pool, pass(Part::pool));
    }

    static void setDial(World& world, std::size_t index, DialValue value);
    static DialValue dial(const World& world, std::size_t index);

    static void visitFacts(const World& world, const Glob& glob,
                           const FactSink& sink);
    static void visitGauges(const World& world, const GaugeSink& sink);
    static void check(const World& before, const World& after,
                      Verdicts& verdicts);
    static void describe(const World&, const NoMessage&, MessageView&) {}
    static std::uint64_t fingerprint(const World& world);
    static std::uint64_t digest(const World& world);
    static std::uint32_t era(const World& world) {
        return breaker::Topic::era(world.guard);
    }
};

const std::vector<InvariantSpec>& invariantSpecs();

}  // namespace lockstep::system
