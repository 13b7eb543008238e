// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/adapter.h"

// A topic in which nothing happens but a timer that starts again: what is
// left is the kernel's own work for an event.
namespace lockstep::bench {

struct TickerWorld {
    struct Nothing {
        bool operator==(const Nothing&) const = default;
    };
    Cluster<Nothing> cluster;
    FlawSet flaws;
    SetupLink setup;
    Timer timer;
    std::uint64_t ticks = 0;

    bool operator==(const TickerWorld&) const = default;
};

struct Ticker {
    using World = TickerWorld;

    static const TopicInfo& info() {
        static const TopicInfo info = [] {
            TopicInfo ticker;
            ticker.id = "ticker";
            ticker.usualServers = 1;
            ticker.verbs = {{"tick", "S", {Argument::server}, "Tick", "The timer fires."}};
            ticker.dials = simulate::networkDialInfos();
            return ticker;
        }();
        return info;
    }
    static void start(World& world, std::vector<Fault>&) { startTimer(world, {}); }
    static void startTimer(World& world, const Playing& playing) {
        const DurationRange millisecond{Duration(1000), Duration(1000)};
        Outbox<World::Nothing>(world.cluster, {}, playing).restart(world.timer, millisecond);
    }
    static void receive(World&, const Packet<World::Nothing>&, const Playing&) {}
    static void apply(World& world, const Action&, const Playing& playing) {
        ++world.ticks;
        startTimer(world, playing);
    }
    static std::string refusal(const World&, const Action&) { return {}; }
    static void crash(World&, ServerId) {}
    static void restart(World&, ServerId, const Playing&) {}
    template <class Visit>
    static void visitTimers(const World& world, Visit visit) {
        visit(world.timer, Action{topicVerb(0), {}, {}, 0, 0});
    }
    static void setDial(World&, std::size_t, DialValue) {}
    static DialValue dial(const World&, std::size_t) { return {}; }
    static void visitFacts(const World&, const Glob&, const FactSink&) {}
    static void check(const World&, const World&, Verdicts&) {}
    static std::uint64_t fingerprint(const World& world) { return world.ticks; }
    static std::uint64_t digest(const World& world) { return world.ticks; }
    static void describe(const World&, const World::Nothing&, MessageView&) {}
    static std::uint32_t era(const World&) { return 0; }
};

}  // namespace lockstep::bench
