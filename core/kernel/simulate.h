// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>

#include "kernel/network_play.h"
#include "kernel/outbox.h"
#include "kernel/settings_play.h"
#include "kernel/topic.h"

// What all topics do alike, as templates over a topic's own types: the
// adapter (AnyWorld) and the explorer both stand on these. A topic T has
//   T::World                 with cluster, flaws and setup
//   T::receive(World&, const Packet<Message>&, const Playing&)
//       this, crash and restart change that server only, beside what is sent
//       and what invariants must remember
//   T::apply(World&, const Action&, const Playing&)    its own verbs
//   T::refusal(const World&, const Action&)            why not, or empty
//   T::crash(World&, ServerId), or with const Playing& if it has to tell of
//       it; T::restart(World&, ServerId, const Playing&)
//   T::visitTimers(const World&, f)   f(const Timer&, const Action&), running
//   T::setDial(World&, index, DialValue), T::dial(const World&, index)
//   T::visitFacts, T::check, T::era
//   T::fingerprint(const World&)   what exploring goes by; cheapest with
//       situation() and markOf() of cluster.h
//   T::fingerprint(const World&, const Renaming&)  optional: the same with
//       other names for the servers, whatever the order they stand in. With it
//   T::interchangeable(const World&, ServerId, ServerId)   true if the rules
//       treat the two alike, whatever state they are in: no weight, role,
//       dial or order of names tells them apart
//   T::matters(const World&, const Packet<Message>&)   optional: false for a
//       message that can make no difference any more, whenever it arrives
//   T::restore(World&, const World& before, ServerId)   optional: undoes in
//       the topic's part what a delivery, crash or restart did at that server;
//       saves exploring to copy worlds
//   T::wordsAreValues   optional, a constant: words that its verbs take are
//       values, and the explorer takes another each time, x, y, z
//   T::digest(const World&)        everything, the same in every session
//   T::describe(const World&, const Message&)          kind and fields
//   T::info()                                          the TopicInfo
//   T::prepare(Scenario&, std::vector<Fault>&)   optional: before anything is
//       built; names the servers (and says derivedServers), their aliases and
//       those that may join. Dials of the head are still text there
//   T::visitGauges(const World&, const GaugeSink&)   optional: for charts
//   T::dialRefusal(const World&, index, DialValue)   optional: why not, or
//   empty T::adjusted(World&, const Playing&)   optional: after a dial was
//   turned or
//       a flaw switched, what follows from it
//   T::visitEarliest(const World&, f)   optional: like visitTimers, but only
//       those that can be the earliest, for worlds with thousands of timers
namespace lockstep::simulate {

// Groups in the order of their first servers: "S1 S2 | S3".
std::string groupsText(const Setup& setup,
                       const std::vector<std::uint8_t>& groups);

// The partition as text; none without one.
template <class Message>
Value partitionText(const Setup& setup, const Cluster<Message>& cluster) {
    if (!cluster.partitioned) return {};
    std::vector<std::uint8_t> groups;
    for (const auto& machine : cluster.machines) {
        groups.push_back(machine.group);
    }
    return groupsText(setup, groups);
}

// Faults of a head that every topic shares: servers, dials, flaws, givens'
// servers.
void checkScenario(const TopicInfo& topic, const Setup& setup,
                   std::vector<Fault>& faults);
// Why a server cannot be named in an action: it has not joined yet. Empty if
// it has. `count` is the number of servers there are.
std::string absence(const TopicInfo& topic, const Setup& setup,
                    const Action& action, std::size_t count);
int flawIndex(const TopicInfo& topic, std::string_view name);

template <class T>
void deliver(typename T::World& world, MessageId id, Playing playing) {
    auto& cluster = world.cluster;
    const auto packet = cluster.take(id);
    playing.cause = id;
    if (!cluster.up(packet.to)) {
        say(playing, network::lost,
            "Message {message} from {from} to {to} is lost. {to} is down.", id,
            packet.from, packet.to);
    } else if (cluster.blocked(packet.from, packet.to)) {
        say(playing, network::lost,
            "Message {message} from {from} to {to} is lost. Nothing gets "
            "through from {from} to {to}.",
            id, packet.from, packet.to);
    } else {
        T::receive(world, packet, playing);
    }
}

// Plays any action. Requires that it is not refused.
template <class T>
void play(typename T::World& world, const Action& action,
          const Playing& playing) {
    auto& cluster = world.cluster;
    forgetMarks(cluster, action);
    switch (action.verb) {
        case Verb::deliver: deliver<T>(world, action.n, playing); return;
        case Verb::drop: {
            const auto packet = cluster.take(action.n);
            say(playing, network::dropped,
                "Message {message} from {from} to {to} is dropped by hand.",
                packet.id, packet.from, packet.to);
            return;
        }
        case Verb::duplicate: duplicate(world, action.n, playing); return;
        case Verb::delay:
            delay(world, action.n, Duration(action.m), playing);
            return;
        case Verb::crash:
            cluster.machine(action.a).up = false;
            say(playing, network::crashed,
                "{server} crashes. What it had only in memory is gone.",
                action.a);
            if constexpr (requires { T::crash(world, action.a, playing); }) {
                T::crash(world, action.a, playing);
            } else {
                T::crash(world, action.a);
            }
            return;
        case Verb::restart:
            cluster.machine(action.a).up = true;
            say(playing, network::restarted,
                "{server} restarts. It has what it had written to disk.",
                action.a);
            T::restart(world, action.a, playing);
            return;
        case Verb::slow:
            cluster.machine(action.a).slow =
                static_cast<std::uint16_t>(action.n);
            if (action.n == 1) {
                say(playing, network::slowed,
                    "{server} is as fast as usual again.", action.a);
                return;
            }
            say(playing, network::slowed,
                "{server} is now {factor} times as slow as usual.", action.a,
                action.n);
            return;
        case Verb::cut:
        case Verb::cutBoth:
        case Verb::heal:
        case Verb::healBoth: playLink(world, action, playing); return;
        case Verb::healAll:
        case Verb::partition: playNetwork(world, action, playing); return;
        case Verb::setDial: setDial<T>(world, action, playing); return;
        case Verb::setFlaw: setFlaw<T>(world, action, playing); return;
    }
    T::apply(world, action, playing);
}

// Why an action of any topic is not possible now; empty if it is.
template <class T>
std::string refusal(const typename T::World& world, const Action& action) {
    const auto& cluster = world.cluster;
    const auto name = [&](ServerId id) { return world.setup->name(id); };
    if (std::max(action.a, action.b).index >= cluster.size()) {
        std::string absent =
            absence(T::info(), *world.setup, action, cluster.size());
        if (!absent.empty()) return absent;
    }
    switch (action.verb) {
        case Verb::deliver:
        case Verb::drop:
        case Verb::duplicate:
        case Verb::delay:
            if (cluster.find(action.n)) return {};
            return "there is no message " + std::to_string(action.n) +
                   " in flight";
        case Verb::crash:
            return cluster.up(action.a) ? "" : name(action.a) + " is down";
        case Verb::restart:
            return cluster.up(action.a) ? name(action.a) + " is up" : "";
        case Verb::slow:
        case Verb::cut:
        case Verb::cutBoth:
        case Verb::heal:
        case Verb::healBoth:
        case Verb::healAll:
        case Verb::partition:
        case Verb::setFlaw: return {};
        case Verb::setDial: return dialRefusal<T>(world, action);
    }
    return T::refusal(world, action);
}

}  // namespace lockstep::simulate
