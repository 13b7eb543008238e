// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "balance/world.h"
#include "kernel/simulate.h"

namespace lockstep::balance {

// The verbs, in the order of the verb table.
enum class BalanceVerb : std::uint16_t {
    request,
    finish,
    fail,
    abandon,
    down,
    up,
    weight,
    speed,
    hang,
    burst,
    arrive,
    send,
    check,
    sweep,
    refresh,
};

inline Action actionOf(BalanceVerb verb, std::uint32_t n = 0,
                       std::uint32_t m = 0) {
    return {topicVerb(static_cast<std::uint16_t>(verb)), {}, {}, n, m};
}

// Load balancing as a topic: what core/kernel/simulate.h asks for.
struct Topic {
    using World = balance::World;

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
        world.ends.visit([&](const requests::Agenda::Entry& entry) {
            visit(entry.timer, endOf(world, entry.number));
        });
        world.thinking.visit([&](const requests::Agenda::Entry& entry) {
            visit(entry.timer, actionOf(BalanceVerb::send, entry.number));
        });
        visitFew(world, visit);
    }
    // The first end and the first thinker are enough to find what is next.
    template <class Visit>
    static void visitEarliest(const World& world, Visit visit) {
        if (!world.ends.empty()) {
            const auto& first = world.ends.earliest();
            visit(first.timer, endOf(world, first.number));
        }
        if (!world.thinking.empty()) {
            const auto& first = world.thinking.earliest();
            visit(first.timer, actionOf(BalanceVerb::send, first.number));
        }
        visitFew(world, visit);
    }

    static void setDial(World& world, std::size_t index, DialValue value);
    static DialValue dial(const World& world, std::size_t index);

    static std::string dialRefusal(const World& world, std::size_t index,
                                   DialValue value);

    static void visitFacts(const World& world, const Glob& glob,
                           const FactSink& sink);
    static void visitGauges(const World& world, const GaugeSink& sink);
    static void check(const World& before, const World& after,
                      Verdicts& verdicts);
    static void describe(const World&, const NoMessage&, MessageView&) {}
    static std::uint64_t fingerprint(const World& world);
    static std::uint64_t digest(const World& world);
    static std::uint32_t era(const World& world) {
        return static_cast<std::uint32_t>(world.settings.policy);
    }

private:
    template <class Visit>
    static void visitFew(const World& world, Visit visit) {
        const auto one = [&](const Timer& timer, BalanceVerb verb) {
            if (timer.running) visit(timer, actionOf(verb));
        };
        one(world.arrival, BalanceVerb::arrive);
        one(world.check, BalanceVerb::check);
        one(world.sweep, BalanceVerb::sweep);
        one(world.refresh, BalanceVerb::refresh);
    }
    // The verb that ends a request as it was drawn.
    static Action endOf(const World& world, Slot slot);
};

const std::vector<InvariantSpec>& invariantSpecs();

}  // namespace lockstep::balance
