// SPDX-License-Identifier: GPL-3.0-or-later
#include "lock_topic.h"

#include <algorithm>

namespace lockstep::explorer::testing {
namespace {

constexpr EventKind asked{"lock.asked"};
constexpr EventKind granted{"lock.granted"};
constexpr EventKind refused{"lock.refused"};
constexpr EventKind held{"lock.held", Weight::milestone};
constexpr EventKind released{"lock.released"};

constexpr ServerId arbiter{0};

const char* kindName(LockMessage::Kind kind) {
    switch (kind) {
        case LockMessage::Kind::ask: return "ask";
        case LockMessage::Kind::grant: return "grant";
        case LockMessage::Kind::release: return "release";
    }
    return "";
}

void receiveAsk(LockWorld& world, ServerId from, Outbox<LockMessage>& out) {
    const bool free = !world.holder || world.flaws.has(Lock::grantsTwice);
    if (!free) {
        out.say(refused, "{server} must wait. The lock is held.", from);
        return;
    }
    world.holder = from;
    out.say(granted, "{server} is granted the lock.", from);
    out.send(from, {LockMessage::Kind::grant});
}

}  // namespace

const TopicInfo& Lock::info() {
    static const TopicInfo info = [] {
        TopicInfo lock;
        lock.id = "lock";
        lock.title = "Lock";
        lock.usualServers = 3;
        lock.fewestServers = 2;
        lock.verbs = {{"ask", "S", {Argument::server}, "Ask", "Asks for the lock."},
                      {"release", "S", {Argument::server}, "Release", "Gives it back."}};
        lock.dials = simulate::networkDialInfos();
        lock.flaws = {{"grants-twice", "The lock is granted twice", "Two servers hold it."},
                      {"forgets-holder", "A restart frees the lock", "Two servers hold it."}};
        lock.invariants = {
            {"mutual-exclusion", "Mutual exclusion", "At most one server holds the lock.", "-"}};
        lock.messageKinds = {"ask", "grant", "release"};
        return lock;
    }();
    return info;
}

void Lock::receive(World& world, const Packet<LockMessage>& packet, const Playing& playing) {
    Outbox<LockMessage> out(world.cluster, packet.to, playing);
    switch (packet.body.kind) {
        case LockMessage::Kind::ask: receiveAsk(world, packet.from, out); return;
        case LockMessage::Kind::grant: {
            auto& client = world.clients[packet.to.index];
            if (!client.wants) return;
            client = {false, true};
            out.say(held, "{server} holds the lock.", packet.to);
            return;
        }
        case LockMessage::Kind::release:
            if (world.holder == packet.from) world.holder.reset();
            out.say(released, "The lock is free again.");
            return;
    }
}

void Lock::apply(World& world, const Action& action, const Playing& playing) {
    Outbox<LockMessage> out(world.cluster, action.a, playing);
    auto& client = world.clients[action.a.index];
    if (topicVerbIndex(action.verb) == 0) {
        client.wants = true;
        out.say(asked, "{server} asks for the lock.", action.a);
        out.send(arbiter, {LockMessage::Kind::ask});
    } else {
        client.holds = false;
        out.send(arbiter, {LockMessage::Kind::release});
    }
}

std::string Lock::refusal(const World& world, const Action& action) {
    if (!world.cluster.up(action.a)) return "it is down";
    if (action.a == arbiter) return "it keeps the lock";
    const auto& client = world.clients[action.a.index];
    if (topicVerbIndex(action.verb) == 1) return client.holds ? "" : "it does not hold it";
    return client.wants || client.holds ? "it asked already" : "";
}

void Lock::crash(World& world, ServerId server) {
    world.clients[server.index] = {};
    if (server == arbiter && world.flaws.has(forgetsHolder)) world.holder.reset();
}

void Lock::visitFacts(const World& world, const Glob& glob, const FactSink& sink) {
    for (std::uint16_t i = 0; i < world.clients.size(); ++i) {
        const std::string name = world.setup->name({i}) + ".holds";
        if (glob.matches(name)) sink(name, Value(world.clients[i].holds ? "yes" : "no"));
    }
}

void Lock::check(const World&, const World& after, Verdicts& verdicts) {
    ServerSet holders;
    for (std::uint16_t i = 0; i < after.clients.size(); ++i) {
        if (after.clients[i].holds) holders.insert({i});
    }
    if (holders.size() > 1) verdicts.broken(0, "{servers} hold the lock.", holders);
}

std::uint64_t Lock::fingerprint(const World& world) {
    Digest digest;
    digest.add(situation(world.cluster, [](Digest& packet, const LockMessage& message) {
        packet.add(static_cast<std::uint64_t>(message.kind));
    }));
    digest.add(world.holder ? world.holder->index + 1U : 0U);
    for (const auto& client : world.clients) {
        digest.add((client.wants ? 1U : 0U) + (client.holds ? 2U : 0U));
    }
    return digest.value();
}

std::uint64_t Lock::fingerprint(const World& world, const Renaming& names) {
    std::uint64_t sum =
        situation(world.cluster, names, [](Digest& packet, const LockMessage& message) {
            packet.add(static_cast<std::uint64_t>(message.kind));
        });
    for (std::uint16_t i = 0; i < world.clients.size(); ++i) {
        const auto& client = world.clients[i];
        sum += Digest()
                   .add(names.of(ServerId{i}))
                   .add((client.wants ? 1U : 0U) + (client.holds ? 2U : 0U))
                   .value();
    }
    return Digest().add(sum).add(world.holder ? names.of(*world.holder) : 0).value();
}

void Lock::describe(const World&, const LockMessage& message, MessageView& view) {
    view.kind = kindName(message.kind);
}

}  // namespace lockstep::explorer::testing
