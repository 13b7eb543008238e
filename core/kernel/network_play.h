// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "kernel/outbox.h"
#include "kernel/setup.h"

// What a hand does to the network, in a topic's own world.
namespace lockstep::simulate {

// The groups of a partition, by server: "S1 S2 | S4 S5"; servers not named
// form one more group. Empty if a name is unknown.
std::vector<std::uint8_t> partitionGroups(const Setup& setup,
                                          std::string_view text);

// Exploring: what happens at a server makes its mark out of date. A topic's
// own verbs may touch any.
template <class Cluster>
void forgetMarks(Cluster& cluster, const Action& action) {
    if (!cluster.exploring) return;
    if (action.verb == Verb::deliver) {
        cluster.machine(cluster.find(action.n)->to).mark = 0;
    } else if (action.verb == Verb::crash || action.verb == Verb::restart) {
        cluster.machine(action.a).mark = 0;
    } else if (isTopicVerb(action.verb)) {
        for (Machine& machine : cluster.machines)
            machine.mark = 0;
    }
}

template <class World>
void duplicate(World& world, MessageId id, const Playing& playing) {
    auto& cluster = world.cluster;
    auto copy = *cluster.find(id);
    copy.id = cluster.nextMessage++;
    copy.order = cluster.nextOrder++;
    say(playing, network::duplicated,
        "Message {message} is duplicated. The copy is message {copy}.", id,
        copy.id);
    cluster.packets.push_back(std::move(copy));
}

template <class World>
void delay(World& world, MessageId id, Duration by, const Playing& playing) {
    auto& cluster = world.cluster;
    auto* packet = cluster.find(id);
    packet->due += by;
    packet->order = cluster.nextOrder++;
    say(playing, network::delayed, "Message {message} is held up for {delay}.",
        id, by);
}

// Whether links are cut: both ways, one way, everywhere.
template <class World>
void cut(World& world, ServerId from, ServerId to, bool open) {
    auto& machine = world.cluster.machine(from);
    const std::uint64_t bit = 1ULL << to.index;
    machine.cutTo = open ? machine.cutTo & ~bit : machine.cutTo | bit;
}

template <class World>
void playLink(World& world, const Action& action, const Playing& playing) {
    const bool both =
        action.verb == Verb::cutBoth || action.verb == Verb::healBoth;
    const bool open =
        action.verb == Verb::heal || action.verb == Verb::healBoth;
    cut(world, action.a, action.b, open);
    if (both) cut(world, action.b, action.a, open);
    if (open && both) {
        say(playing, network::healed,
            "The link between {from} and {to} is whole again.", action.a,
            action.b);
    } else if (open) {
        say(playing, network::healed, "{to} hears {from} again.", action.b,
            action.a);
    } else if (both) {
        say(playing, network::cut,
            "The link between {from} and {to} is cut. Nothing gets through, "
            "either way.",
            action.a, action.b);
    } else {
        say(playing, network::cut,
            "The link from {from} to {to} is cut. {from} still hears {to}.",
            action.a, action.b);
    }
}

template <class World>
void playNetwork(World& world, const Action& action, const Playing& playing) {
    auto& cluster = world.cluster;
    if (action.verb == Verb::healAll) {
        for (auto& machine : cluster.machines) {
            machine.group = 0;
            machine.cutTo = 0;
        }
        cluster.partitioned = false;
        say(playing, network::healed,
            "The network is whole again. Every server reaches every other.");
        return;
    }
    const Symbol text = symbolOf(action.n);
    const auto groups =
        partitionGroups(*world.setup, world.setup->symbols.text(text));
    const std::size_t there = std::min(groups.size(), cluster.size());
    for (std::size_t i = 0; i < there; ++i) {
        cluster.machines[i].group = groups[i];
    }
    cluster.partitioned = true;
    say(playing, network::partitioned,
        "The network falls apart: {groups}. Messages between the groups are "
        "lost.",
        text);
}

}  // namespace lockstep::simulate
