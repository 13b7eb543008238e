// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/adapter.h"

// A topic that uses what not every topic needs: it names its servers itself,
// gives them roles, lets one more join, takes options and every kind of dial,
// and has a gauge.
namespace lockstep {

struct JoiningWorld {
    struct Nothing {
        bool operator==(const Nothing&) const = default;
    };
    Cluster<Nothing> cluster;
    FlawSet flaws;
    SetupLink setup;
    std::vector<DialValue> dials;
    Symbol options{};
    Symbol word{};

    bool operator==(const JoiningWorld&) const = default;
};

struct Joining {
    using World = JoiningWorld;

    static DialInfo dialOf(const char* name, DialKind kind, const char* standard, DialValue most) {
        DialInfo dial;
        dial.name = name;
        dial.kind = kind;
        dial.standard = standard;
        dial.most = most;
        return dial;
    }

    static const TopicInfo& info() {
        static const TopicInfo info = [] {
            TopicInfo topic;
            topic.id = "joining";
            topic.machines = false;
            topic.slows = true;
            topic.network = false;
            topic.verbs = {{"ask",
                            "S [client=C1 serial=3]",
                            {Argument::server, Argument::options},
                            "Ask",
                            "Keeps its options.",
                            {"client", "serial"}},
                           {"pick", "[KEY]", {Argument::optionalWord}, "Pick", "Keeps the word."},
                           {"add", "S", {Argument::server}, "Add", "A server joins.", {}, true}};
            topic.dials = simulate::networkDialInfos();
            const DialValue large{1'000'000'000, 1'000'000'000};
            topic.dials.push_back(dialOf("roles", DialKind::number, "2", large));
            topic.dials.back().headOnly = true;
            topic.dials.push_back(dialOf("bound", DialKind::decimal, "1.25", large));
            topic.dials.push_back(dialOf("trip", DialKind::amount, "count 5", large));
            topic.dials.back().choices = {"count N", "window D"};
            topic.dials.push_back(dialOf("drift", DialKind::factor, "S1 1", large));
            topic.dials.push_back(dialOf("keys", DialKind::text, "k1 k2", large));
            topic.dials.push_back(dialOf("queue", DialKind::number, "none", large));
            topic.dials.back().unset = "none";
            topic.gauges = {{"size", "Servers", "servers", false}};
            return topic;
        }();
        return info;
    }
    static void prepare(Scenario& scenario, std::vector<Fault>&) {
        if (!scenario.servers.empty()) return;
        scenario.derivedServers = true;
        scenario.servers = numberedServers(2);
        scenario.aliases = {{"A1", 0}, {"A2", 1}};
        scenario.spares = {"S3"};
    }
    static void start(World& world, std::vector<Fault>&) { world.dials.resize(6); }
    static void receive(World&, const Packet<World::Nothing>&, const Playing&) {}
    static void apply(World& world, const Action& action, const Playing&) {
        switch (topicVerbIndex(action.verb)) {
            case 0: world.options = symbolOf(action.n); return;
            case 1: world.word = symbolOf(action.n); return;
            default: world.cluster.machines.resize(action.a.index + 1U);
        }
    }
    static std::string refusal(const World&, const Action&) { return {}; }
    static void crash(World&, ServerId) {}
    static void restart(World&, ServerId, const Playing&) {}
    template <class Visit>
    static void visitTimers(const World&, Visit) {}
    static void visitGauges(const World& world, const GaugeSink& sink) {
        sink(0, {}, static_cast<double>(world.cluster.size()));
    }
    static void setDial(World& world, std::size_t index, DialValue value) {
        world.dials.resize(6);
        world.dials[index] = value;
    }
    static DialValue dial(const World& world, std::size_t index) { return world.dials[index]; }
    static void visitFacts(const World& world, const Glob& glob, const FactSink& sink) {
        for (std::uint16_t i = 0; i < world.cluster.size(); ++i) {
            const std::string name = world.setup->name({i}) + ".here";
            if (glob.matches(name)) sink(name, Value("yes"));
        }
    }
    static void check(const World&, const World&, Verdicts&) {}
    static std::uint64_t fingerprint(const World&) { return 0; }
    static std::uint64_t digest(const World&) { return 0; }
    static void describe(const World&, const World::Nothing&, MessageView&) {}
    static std::uint32_t era(const World&) { return 0; }
};

}  // namespace lockstep
