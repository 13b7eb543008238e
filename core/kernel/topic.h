// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/action.h"
#include "kernel/dial.h"
#include "kernel/event.h"
#include "kernel/fact.h"
#include "kernel/flaw.h"
#include "kernel/function_ref.h"
#include "kernel/invariant.h"
#include "kernel/setup.h"

namespace lockstep {

// What the clock would do next, and when.
struct Due {
    Action action;
    Time time{};
};

// A message in flight, for menus, inspector and facts.
struct MessageView {
    MessageId id = 0;
    ServerId from;
    ServerId to;
    Time sent{};
    Time due{};
    const char* kind = "";                                    // "append"
    std::vector<std::pair<std::string, std::string>> fields;  // what it carries
    // The roles it goes between, where servers have several: "P1", "A2".
    // Empty: the servers' names.
    std::string fromRole = {};
    std::string toRole = {};
};

// "prepare P1->A2".
std::string toText(const MessageView& message, const Setup& setup);

// A number of a world that charts follow through time: "picks", "queue".
struct GaugeSpec {
    std::string id;       // "queue"
    std::string title;    // "Requests waiting"
    std::string unit;     // "requests", "ms", "%"
    bool ofEach = false;  // one for each server
};

// Takes a gauge by its place in the topic's table, the server it is of (0
// where it is of none), and its value.
using GaugeSink = FunctionRef<void(std::size_t, ServerId, double)>;

// A world of any topic: a value behind one interface, for timeline, window
// and scripts. The explorer works on the topic's own types instead.
class AnyWorld {
public:
    virtual ~AnyWorld() = default;

    virtual std::unique_ptr<AnyWorld> clone() const = 0;
    // Both need a world of the same topic.
    virtual void assign(const AnyWorld& other) = 0;
    virtual bool equals(const AnyWorld& other) const = 0;
    virtual std::uint64_t digest() const = 0;

    virtual Time now() const = 0;
    virtual void setNow(Time time) = 0;
    // The earliest thing due; nothing if nothing ever happens by itself.
    virtual std::optional<Due> next() const = 0;
    // Everything that could happen next in some order: each message in
    // flight delivered, each running timer fired.
    virtual std::vector<Action> pending() const = 0;
    // Why an action is not possible now; empty if it is.
    virtual std::string refusal(const Action& action) const = 0;
    // Requires that it is not refused.
    virtual void play(const Action& action, Events* events) = 0;

    virtual void visitFacts(const Glob& glob, const FactSink& sink) const = 0;
    // What holds no more after a step from `before` to this world.
    virtual void check(const AnyWorld& before, Verdicts& verdicts) const = 0;
    virtual void visitMessages(
        FunctionRef<void(const MessageView&)> visitor) const = 0;
    // The servers there are: those of the head, and who has joined since.
    virtual std::size_t serverCount() const = 0;
    virtual bool up(ServerId server) const = 0;
    // How many messages were sent so far, those lost and duplicated included.
    virtual std::uint32_t messagesSent() const = 0;
    // How many times as long its messages take; 1 as usual.
    virtual int slowness(ServerId server) const = 0;
    // Whether what one sends reaches the other.
    virtual bool reaches(ServerId from, ServerId to) const = 0;
    // The topic's gauges at this moment: for those that each server has, a
    // value for each.
    virtual void visitGauges(const GaugeSink& sink) const = 0;
    virtual DialValue dial(std::size_t index) const = 0;
    virtual FlawSet flaws() const = 0;
    // Colours the timeline: the highest term, ballot or the like.
    virtual std::uint32_t era() const = 0;
    virtual const Setup& setup() const = 0;
    virtual const std::shared_ptr<const Setup>& sharedSetup() const = 0;

    // The topic's own world. Requires that it is one of that topic.
    template <class World>
    const World& as() const {
        return *static_cast<const World*>(raw());
    }

private:
    virtual const void* raw() const = 0;
};

// A rule on the protocol's one page: each leads to its code and first step.
struct ProtocolRule {
    const char* title;
    const char* text;
    const char* source;  // "Raft §5.2"
    const char* code;    // "raft/election#grant-vote"
    const char* event;   // the event that shows it: "raft.vote_granted"
};

// What there is to know of a topic before it runs.
struct TopicInfo {
    std::string id;       // "raft"
    std::string title;    // "Raft"
    std::string tab;      // the group it stands in: "Consensus"
    std::string summary;  // one sentence
    std::string eraName;  // what AnyWorld::era counts: "term"
    int usualServers = 5;
    int fewestServers = 1;
    int mostServers = 9;
    std::vector<VerbSpec> verbs;
    std::vector<DialInfo> dials;  // the network's first
    std::vector<FlawSpec> flaws;
    std::vector<InvariantSpec> invariants;
    std::vector<std::string> messageKinds;
    std::vector<const EventKind*> eventKinds;
    std::vector<ProtocolRule> protocol;
    std::vector<GaugeSpec> gauges = {};
    // What of the words that serve every topic makes sense in this one.
    bool network = true;   // messages, links, partitions
    bool machines = true;  // crash, restart, slow
    bool slows = false;    // slow, where there is no crash and restart
};

// A topic behind one interface.
class TopicInterface {
public:
    virtual ~TopicInterface() = default;
    virtual const TopicInfo& info() const = 0;
    // Builds the world a scenario describes. Faults have the scenario's
    // places; with any fault the result is empty.
    virtual std::unique_ptr<AnyWorld> start(
        Scenario scenario, std::vector<Fault>& faults) const = 0;
};

}  // namespace lockstep
