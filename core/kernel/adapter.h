// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>

#include "kernel/next.h"
#include "kernel/simulate.h"
#include "kernel/topic.h"

namespace lockstep {

// The one adapter from a topic's own types (simulate.h lists what they have)
// to AnyWorld.
template <class T>
class WorldOf final : public AnyWorld {
public:
    using World = typename T::World;

    WorldOf(std::shared_ptr<const Setup> setup, World world)
        : setup_(std::move(setup)), world_(std::move(world)) {
        world_.setup = {setup_.get()};
    }

    std::unique_ptr<AnyWorld> clone() const override {
        return std::make_unique<WorldOf>(*this);
    }
    void assign(const AnyWorld& other) override { world_ = other.as<World>(); }
    bool equals(const AnyWorld& other) const override {
        return world_ == other.as<World>();
    }
    std::uint64_t digest() const override {
        return Digest()
            .add(T::digest(world_))
            .add(schedule(world_.cluster))
            .add(world_.flaws.bits())
            .value();
    }

    Time now() const override { return world_.cluster.now; }
    void setNow(Time time) override { world_.cluster.now = time; }
    std::optional<Due> next() const override {
        return simulate::next<T>(world_);
    }
    std::vector<Action> pending() const override {
        std::vector<Action> actions;
        for (const auto& packet : world_.cluster.packets) {
            actions.push_back({Verb::deliver, {}, {}, packet.id, 0});
        }
        T::visitTimers(world_, [&](const Timer&, const Action& action) {
            actions.push_back(action);
        });
        return actions;
    }
    std::string refusal(const Action& action) const override {
        return simulate::refusal<T>(world_, action);
    }
    void play(const Action& action, Events* events) override {
        simulate::play<T>(world_, action, Playing{events, false, 0});
    }

    void visitFacts(const Glob& glob, const FactSink& sink) const override {
        T::visitFacts(world_, glob, sink);
        visitNetworkFacts(glob, sink);
    }
    void check(const AnyWorld& before, Verdicts& verdicts) const override {
        T::check(before.as<World>(), world_, verdicts);
    }
    void visitMessages(
        FunctionRef<void(const MessageView&)> visitor) const override {
        for (const auto& packet : world_.cluster.packets) {
            visitor(viewOf(packet));
        }
    }
    std::size_t serverCount() const override { return world_.cluster.size(); }
    bool up(ServerId server) const override {
        return server.index < world_.cluster.size() &&
               world_.cluster.up(server);
    }
    std::uint32_t messagesSent() const override {
        return world_.cluster.nextMessage - 1;
    }
    int slowness(ServerId server) const override {
        return world_.cluster.machine(server).slow;
    }
    bool reaches(ServerId from, ServerId to) const override {
        return !world_.cluster.blocked(from, to);
    }
    void visitGauges(const GaugeSink& sink) const override {
        if constexpr (requires { T::visitGauges(world_, sink); }) {
            T::visitGauges(world_, sink);
        }
    }
    DialValue dial(std::size_t index) const override {
        if (index < simulate::networkDials) {
            return simulate::networkDial(world_.cluster.dials, index);
        }
        return T::dial(world_, index - simulate::networkDials);
    }
    FlawSet flaws() const override { return world_.flaws; }
    std::uint32_t era() const override { return T::era(world_); }
    const Setup& setup() const override { return *setup_; }
    const std::shared_ptr<const Setup>& sharedSetup() const override {
        return setup_;
    }

private:
    const void* raw() const override { return &world_; }

    template <class Packet>
    MessageView viewOf(const Packet& packet) const {
        MessageView view{packet.id,  packet.from, packet.to, packet.sent,
                         packet.due, "",          {}};
        T::describe(world_, packet.body, view);
        return view;
    }
    void visitNetworkFacts(const Glob& glob, const FactSink& sink) const;
    std::string messageFact(std::string_view id) const;

    std::shared_ptr<const Setup> setup_;
    World world_;
};

// messages, message.12, cuts, partition.
template <class T>
void WorldOf<T>::visitNetworkFacts(const Glob& glob,
                                   const FactSink& sink) const {
    const auto say = [&](std::string_view name, const Value& value) {
        if (glob.matches(name)) sink(name, value);
    };
    if (glob.mayStartWith("messages")) {
        ListValue ids;
        for (const auto& packet : world_.cluster.packets) {
            ids.add(std::to_string(packet.id));
        }
        say("messages", ids.value());
    }
    if (glob.mayStartWith("message") && glob.parts() == 2) {
        const auto id = glob.exactPart(1);
        const bool named = glob.exactPart(0) == "message" && !id.empty();
        if (named && id.find_first_not_of("0123456789") == id.npos) {
            // A message that is not in flight is nothing, but known.
            say("message." + std::string(id), messageFact(id));
        } else {
            for (const auto& packet : world_.cluster.packets) {
                const std::string number = std::to_string(packet.id);
                say("message." + number, messageFact(number));
            }
        }
    }
    const auto& machines = world_.cluster.machines;
    if (glob.mayStartWith("cuts")) {
        ListValue cuts;
        for (std::uint16_t a = 0; a < machines.size(); ++a) {
            for (ServerId b : ServerSet(machines[a].cutTo)) {
                cuts.add(setup_->name({a}) + "->" + setup_->name(b));
            }
        }
        say("cuts", cuts.value());
    }
    if (glob.mayStartWith("partition")) {
        say("partition", simulate::partitionText(*setup_, world_.cluster));
    }
}

template <class T>
std::string WorldOf<T>::messageFact(std::string_view id) const {
    for (const auto& packet : world_.cluster.packets) {
        if (std::to_string(packet.id) == id) {
            return toText(viewOf(packet), *setup_);
        }
    }
    return "none";
}

// A topic made of T.
template <class T>
class TopicOf final : public TopicInterface {
public:
    const TopicInfo& info() const override { return T::info(); }

    std::unique_ptr<AnyWorld> start(Scenario scenario,
                                    std::vector<Fault>& faults) const override {
        if constexpr (requires { T::prepare(scenario, faults); }) {
            if (scenario.derivedServers) scenario.servers.clear();
            scenario.aliases.clear();
            scenario.spares.clear();
            T::prepare(scenario, faults);
            if (!faults.empty()) return nullptr;
        }
        if (scenario.servers.empty()) {
            scenario.servers = numberedServers(info().usualServers);
        }
        const auto setup = std::make_shared<const Setup>(std::move(scenario));
        simulate::checkScenario(info(), *setup, faults);
        if (!faults.empty()) return nullptr;
        typename T::World world;
        world.setup = {setup.get()};
        world.cluster.random = Random(setup->scenario.seed);
        world.cluster.machines.resize(setup->serverCount());
        for (const Setting& setting : setup->scenario.dials) {
            simulate::startDial<T>(world, setting);
        }
        for (const std::string& flaw : setup->scenario.flaws) {
            world.flaws.set(simulate::flawIndex(info(), flaw), true);
        }
        T::start(world, faults);
        if (!faults.empty()) return nullptr;
        return std::make_unique<WorldOf<T>>(setup, std::move(world));
    }
};

}  // namespace lockstep
