// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <utility>
#include <vector>

#include "explorer/choices.h"
#include "explorer/lookup_table.h"

namespace lockstep::explorer {

// A topic whose worlds can be taken apart. Beside what kernel/simulate.h lists
// it has
//   T::Own, T::own(const World&, ServerId), T::setOwn(World&, ServerId, own)
//       what a server is, taken out of a world and put into one. What receive,
//       crash and restart do there must follow from that, from what happens
//       and from what invariants remember (world.ghosts), and nothing else
//   T::ownMark(const World&, ServerId), T::ghostMark(const World&)   tell
//       apart what servers are, and what invariants remember
//   T::actsAlone(verb)   true if that verb, and its refusal, is as local to
//       the server that it names first, and all marks tell all that it needs
//   T::checksAlone(const World& before, const World&, ServerId)   true if what
//       check finds in this step at a server follows from that one and ghosts
//   T::witnesses(const World&, const Packet<Message>&)   optional: the
//       servers, two at most, whose state decides T::matters; without it, the
//       receiver only
// and T::fingerprint leaves marks on the messages (situation() in cluster.h).
template <class T>
concept Divisible = requires(typename T::World& world,
                             const typename T::World& other, ServerId server,
                             const typename T::Own& own) {
    { T::own(other, server) } -> std::same_as<typename T::Own>;
    T::setOwn(world, server, own);
    { T::ownMark(other, server) } -> std::same_as<std::uint64_t>;
    { T::ghostMark(other) } -> std::same_as<std::uint64_t>;
    { T::actsAlone(std::size_t{}) } -> std::same_as<bool>;
};

// A part of a world by its number.
using Part = std::uint32_t;

// Three numbers of parts in one that is not 0. Requires that each is below
// mostParts.
inline constexpr Part mostParts = 1U << 21;
constexpr std::uint64_t keyOf(Part a, Part b, Part c) {
    return 1ULL << 63 | std::uint64_t{a} << 42 | std::uint64_t{b} << 21 | c;
}

// The parts that worlds are made of, each kept once: what a server is, what
// invariants must remember, a message, and how the network is parted. Many
// millions of states are made of some thousands of them (the "collapse" of
// Holzmann, "State Compression in Spin", 1997).
template <class T>
class Parts {
public:
    using World = typename T::World;

    // The parts of a world that is explored.
    Part ofServer(const World& world, ServerId id) {
        const bool up = world.cluster.up(id);
        const std::uint64_t mark =
            mixed(T::ownMark(world, id) + id.index * 2U + (up ? 1U : 0U));
        return servers_.number(mark, [&] {
            ups_.push_back(up ? 1 : 0);
            return Server{T::own(world, id), id};
        });
    }
    Part ofGhosts(const World& world) {
        return ghosts_.number(T::ghostMark(world),
                              [&] { return world.ghosts; });
    }
    // Requires that the message has its mark.
    Part ofPacket(const World& world, std::size_t at) {
        const auto& packet = world.cluster.packets[at];
        return packets_.number(packet.mark, [&] {
            routes_.push_back(
                {witnesses(world, packet), packet.from, packet.to});
            return packet;
        });
    }
    // How the servers are parted, and whether they are.
    Part ofNetwork(std::vector<Machine> machines, bool parted) {
        Digest digest;
        for (const Machine& machine : machines)
            digest.add(machine.group).add(machine.cutTo);
        return networks_.number(digest.value(), [&] {
            return Network{std::move(machines), parted};
        });
    }

    std::uint64_t serverMark(Part server) const {
        return servers_.marks[server];
    }
    std::uint64_t ghostMark(Part ghosts) const { return ghosts_.marks[ghosts]; }
    std::uint64_t packetMark(Part packet) const {
        return packets_.marks[packet];
    }
    std::uint64_t networkMark(Part network) const {
        return networks_.marks[network];
    }

    ServerId idOf(Part server) const { return servers_.kept[server].id; }
    bool up(Part server) const { return ups_[server] != 0; }
    ServerId receiver(Part packet) const { return routes_[packet].to; }
    // The servers that decide whether a message matters.
    ServerSet witnesses(Part packet) const { return routes_[packet].witnesses; }
    bool blocked(Part network, Part packet) const {
        const auto& machines = networks_.kept[network].machines;
        const Route& route = routes_[packet];
        const Machine& from = machines[route.from.index];
        return from.group != machines[route.to.index].group ||
               (from.cutTo >> route.to.index & 1U) != 0;
    }
    bool parted(Part network) const { return networks_.kept[network].parted; }
    const std::vector<Machine>& machines(Part network) const {
        return networks_.kept[network].machines;
    }

    // What parts are made of.
    const typename T::Own& own(Part server) const {
        return servers_.kept[server].own;
    }
    const auto& ghosts(Part ghosts) const { return ghosts_.kept[ghosts]; }
    const auto& packet(Part packet) const { return packets_.kept[packet]; }

    // Whether numbers may soon be too large for keys.
    bool nearlyFull() const {
        const std::size_t most = mostParts / 2;
        return servers_.kept.size() > most || ghosts_.kept.size() > most ||
               packets_.kept.size() > most || networks_.kept.size() > most;
    }

    std::size_t memory() const {
        return servers_.memory() + ghosts_.memory() + packets_.memory() +
               networks_.memory();
    }

private:
    using Packet = std::remove_cvref_t<
        decltype(std::declval<World&>().cluster.packets[0])>;

    struct Server {
        typename T::Own own;
        ServerId id;
    };
    struct Route {
        ServerSet witnesses;
        ServerId from;
        ServerId to;
    };
    struct Network {
        std::vector<Machine> machines;
        bool parted = false;
    };

    // Parts of one kind, with their marks beside each other.
    template <class Kept>
    struct Shelf {
        template <class Make>
        Part number(std::uint64_t mark, Make make) {
            const std::uint64_t key = mark == 0 ? 1 : mark;
            if (const Part* known = numbers.find(key)) return *known;
            const auto fresh = static_cast<Part>(kept.size());
            kept.push_back(make());
            marks.push_back(mark);
            numbers.add(key, fresh);
            return fresh;
        }
        std::size_t memory() const {
            return numbers.memory() + kept.size() * (sizeof(Kept) + 8);
        }

        LookupTable<Part> numbers;
        std::vector<Kept> kept;
        std::vector<std::uint64_t> marks;
    };

    static ServerSet witnesses(const World& world, const Packet& packet) {
        ServerSet servers;
        if constexpr (requires { T::witnesses(world, packet); }) {
            servers = T::witnesses(world, packet);
        } else {
            servers.insert(packet.to);
        }
        return servers;
    }

    Shelf<Server> servers_;
    Shelf<std::remove_cvref_t<decltype(World::ghosts)>> ghosts_;
    Shelf<Packet> packets_;
    Shelf<Network> networks_;
    // What is looked at most of servers and packets, apart from the rest.
    std::vector<std::uint8_t> ups_;
    std::vector<Route> routes_;
};

}  // namespace lockstep::explorer
