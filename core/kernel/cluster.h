// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "kernel/action.h"
#include "kernel/hash.h"
#include "kernel/random.h"
#include "kernel/renaming.h"
#include "kernel/server_id.h"
#include "kernel/small_vector.h"
#include "kernel/time.h"
#include "kernel/timer.h"

namespace lockstep {

// A message on its way. Its due time is when the clock delivers it.
template <class Message>
struct Packet {
    MessageId id = 0;
    ServerId from;
    ServerId to;
    Time sent{};
    Time due{};
    std::uint64_t order = 0;
    Message body;
    // Its share of the fingerprint, kept while exploring; 0: not known yet.
    mutable std::uint64_t mark = 0;

    bool operator==(const Packet&) const = default;
};

// What the network knows of a server.
struct Machine {
    bool up = true;
    std::uint16_t slow = 1;   // its messages take so many times as long
    std::uint8_t group = 0;   // its side of a partition
    std::uint64_t cutTo = 0;  // the servers its messages do not reach
    // Its server's share of the fingerprint; 0: not known, or out of date.
    mutable std::uint64_t mark = 0;

    bool operator==(const Machine&) const = default;
};

struct NetworkDials {
    DurationRange latency{Duration(10'000), Duration(20'000)};
    std::uint32_t loss = 0;       // parts per million
    std::uint32_t duplicate = 0;  // parts per million
    bool reorder = false;         // off: each link is first in, first out

    bool operator==(const NetworkDials&) const = default;
};

// What every topic's world has: the clock, chance, the servers as machines
// and the messages between them, in order of id.
template <class Message>
struct Cluster {
    Time now{};
    Random random;
    std::uint64_t nextOrder = 1;
    MessageId nextMessage = 1;
    NetworkDials dials;
    bool partitioned = false;
    bool exploring = false;  // marks are kept
    SmallVector<Machine, 5> machines;
    SmallVector<Packet<Message>, 8> packets;

    std::size_t size() const { return machines.size(); }
    Machine& machine(ServerId id) { return machines[id.index]; }
    const Machine& machine(ServerId id) const { return machines[id.index]; }
    bool up(ServerId id) const { return machines[id.index].up; }

    // True if what `from` sends does not reach `to`.
    bool blocked(ServerId from, ServerId to) const {
        return machine(from).group != machine(to).group ||
               (machine(from).cutTo >> to.index & 1U) != 0;
    }

    const Packet<Message>* find(MessageId id) const {
        const auto found =
            std::lower_bound(packets.begin(), packets.end(), id,
                             [](const auto& packet, MessageId wanted) {
                                 return packet.id < wanted;
                             });
        if (found == packets.end() || found->id != id) return nullptr;
        return &*found;
    }
    Packet<Message>* find(MessageId id) {
        return const_cast<Packet<Message>*>(std::as_const(*this).find(id));
    }

    // Takes a message out of the network. Requires that it is in flight.
    Packet<Message> take(MessageId id) {
        auto* found = find(id);
        Packet<Message> packet = std::move(*found);
        packets.erase(packets.begin() + (found - packets.data()));
        return packet;
    }

    // Puts a message on its way; draws its latency. With reordering off it
    // arrives after what is on the link already.
    void schedule(ServerId from, ServerId to, const Message& body) {
        Duration latency = random.within(dials.latency);
        latency *= std::max(machine(from).slow, machine(to).slow);
        Time due = now + latency;
        if (!dials.reorder) {
            for (const auto& packet : packets) {
                if (packet.from == from && packet.to == to) {
                    due = std::max(due, packet.due);
                }
            }
        }
        packets.push_back(
            {nextMessage++, from, to, now, due, nextOrder++, body});
    }

    bool operator==(const Cluster&) const = default;
};

// Exploring: makes a cluster the same again as before something happened at a
// server, without copying all of it.
template <class Message>
void restore(Cluster<Message>& cluster, const Cluster<Message>& before,
             ServerId at) {
    cluster.machine(at) = before.machine(at);
    cluster.random = before.random;
    cluster.nextOrder = before.nextOrder;
    cluster.nextMessage = before.nextMessage;
    auto& packets = cluster.packets;
    const auto& were = before.packets;
    std::size_t same = 0;
    while (same < packets.size() && same < were.size() &&
           packets[same].id == were[same].id) {
        ++same;
    }
    const auto offset = static_cast<std::ptrdiff_t>(same);
    packets.erase(packets.begin() + offset, packets.end());
    packets.insert(packets.end(), were.begin() + offset, were.end());
}

// The part of a cluster's digest that exploring goes by: who is up, what is
// cut and what is in flight, whatever its id or due time. `addTo` adds a
// message to its packet's digest; the order of packets makes no difference.
template <class Message, class AddTo>
std::uint64_t situation(const Cluster<Message>& cluster, AddTo addTo) {
    Digest digest;
    for (const Machine& machine : cluster.machines) {
        digest.add(std::uint64_t{machine.group} << 2 |
                   (machine.cutTo != 0 ? 2U : 0U) | (machine.up ? 1U : 0U));
        if (machine.cutTo != 0) digest.add(machine.cutTo);
    }
    std::uint64_t flight = 0;
    for (const auto& packet : cluster.packets) {
        std::uint64_t mark = packet.mark;
        if (mark == 0) {
            Digest one;
            one.add(std::uint64_t{packet.from.index} << 16 | packet.to.index);
            addTo(one, packet.body);
            mark = one.value();
            if (cluster.exploring) packet.mark = mark;
        }
        flight += mark;
    }
    return digest.add(flight).value();
}

// The same with other names for the servers: what differs by names only comes
// out the same. `addTo` must name servers by `names` as well.
template <class Message, class AddTo>
std::uint64_t situation(const Cluster<Message>& cluster, const Renaming& names,
                        AddTo addTo) {
    std::uint64_t sum = 0;
    for (std::uint16_t i = 0; i < cluster.size(); ++i) {
        const Machine& machine = cluster.machines[i];
        Digest one;
        one.add(names.of(ServerId{i})).add(machine.up ? 1 : 0);
        ServerSet side;
        for (std::uint16_t j = 0; j < cluster.size(); ++j) {
            if (cluster.machines[j].group == machine.group) side.insert({j});
        }
        one.add(names.of(side)).add(names.of(ServerSet(machine.cutTo)));
        sum += one.value();
    }
    for (const auto& packet : cluster.packets) {
        Digest one;
        one.add(names.of(packet.from)).add(names.of(packet.to));
        addTo(one, packet.body);
        sum += one.value();
    }
    return sum;
}

// A server's share of the fingerprint. While exploring it is reckoned only
// once until something happens at that server; `reckon` must look at nothing
// but what is the server's own.
template <class Message, class Reckon>
std::uint64_t markOf(const Cluster<Message>& cluster, ServerId server,
                     Reckon reckon) {
    const Machine& machine = cluster.machine(server);
    if (machine.mark != 0) return machine.mark;
    const std::uint64_t mark = reckon();
    if (cluster.exploring) machine.mark = mark;
    return mark;
}

// The rest of it: clock, chance, dials, ids and due times.
template <class Message>
std::uint64_t schedule(const Cluster<Message>& cluster) {
    Digest digest;
    const NetworkDials& dials = cluster.dials;
    digest.add(static_cast<std::uint64_t>(cluster.now.count()))
        .add(cluster.random.state())
        .add(cluster.nextMessage)
        .add(static_cast<std::uint64_t>(dials.latency.low.count()))
        .add(static_cast<std::uint64_t>(dials.latency.high.count()))
        .add(dials.loss)
        .add(dials.duplicate)
        .add(dials.reorder ? 1 : 0);
    for (const Machine& machine : cluster.machines)
        digest.add(machine.slow);
    for (const auto& packet : cluster.packets) {
        digest.add(packet.id)
            .add(static_cast<std::uint64_t>(packet.due.count()))
            .add(static_cast<std::uint64_t>(packet.sent.count()));
    }
    return digest.value();
}

}  // namespace lockstep
