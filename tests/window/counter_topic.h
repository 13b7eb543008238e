// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/adapter.h"

namespace lockstep::testing {

// A topic in which everything happens to no server in particular: it has no messages and nothing
// that crashes, and one of its verbs takes a word.
struct CounterWorld {
    struct Nothing {
        bool operator==(const Nothing&) const = default;
    };
    Cluster<Nothing> cluster;
    FlawSet flaws;
    SetupLink setup;
    std::uint32_t count = 0;
    Symbol last{};

    bool operator==(const CounterWorld&) const = default;
};

struct Counter {
    using World = CounterWorld;

    static constexpr EventKind counted{"counter.counted"};

    static const TopicInfo& info() {
        static const TopicInfo info = [] {
            TopicInfo topic;
            topic.id = "counter";
            topic.title = "Counter";
            topic.tab = "Numbers";
            topic.summary = "Something to count with.";
            topic.machines = false;
            topic.network = false;
            topic.verbs = {
                {"count", "", {}, "Count", "One more."},
                {"take", "", {}, "Take one away", "One less."},
                {"name", "KEY", {Argument::word}, "Name it", "Keeps a word."},
            };
            topic.dials = simulate::networkDialInfos();
            topic.eventKinds = {&counted};
            return topic;
        }();
        return info;
    }
    static void start(World&, std::vector<Fault>&) {}
    static void receive(World&, const Packet<World::Nothing>&, const Playing&) {}
    static void apply(World& world, const Action& action, const Playing& playing) {
        Outbox<World::Nothing> out(world.cluster, {}, playing);
        switch (topicVerbIndex(action.verb)) {
            case 0: ++world.count; break;
            case 1: --world.count; break;
            default: world.last = symbolOf(action.n);
        }
        out.say(counted, "There are {count} now.", world.count);
    }
    static std::string refusal(const World& world, const Action& action) {
        const bool takes = topicVerbIndex(action.verb) == 1;
        return takes && world.count == 0 ? "there is nothing to take" : "";
    }
    static void crash(World&, ServerId) {}
    static void restart(World&, ServerId, const Playing&) {}
    template <class Visit>
    static void visitTimers(const World&, Visit) {}
    static void setDial(World&, std::size_t, DialValue) {}
    static DialValue dial(const World&, std::size_t) { return {}; }
    static void visitFacts(const World& world, const Glob& glob, const FactSink& sink) {
        if (glob.matches("count")) sink("count", Value(world.count));
        if (glob.matches("last")) sink("last", Value(world.setup->symbols.text(world.last)));
    }
    static void check(const World&, const World&, Verdicts&) {}
    static std::uint64_t fingerprint(const World& world) { return world.count; }
    static std::uint64_t digest(const World& world) { return world.count; }
    static void describe(const World&, const World::Nothing&, MessageView&) {}
    static std::uint32_t era(const World&) { return 0; }
};

}  // namespace lockstep::testing
