// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorer/reactions.h"
#include "kernel/small_vector.h"

namespace lockstep::explorer {

// A state in parts: what it takes to go on from it, in a few dozen numbers.
struct Assembly {
    SmallVector<Part, 8> servers;
    SmallVector<Part, 24> packets;  // in order of sending
    Part ghosts = 0;
    Part network = 0;
    std::uint64_t sum = 0;  // of the marks of all parts but the messages
    Spent spent;
};

// What a choice makes of a state.
struct Turn {
    static constexpr std::size_t none = ~std::size_t{0};

    std::size_t removed = none;  // the message's place
    std::size_t copied = none;   // likewise
    Part network = 0;
    bool acts = false;  // a server, as follows
    ServerId id;
    Reaction reaction;
    std::uint8_t slot = freeOfCharge;
};

// What of a state in parts decides what can happen next.
template <class T>
struct AssemblyView {
    Reactions<T>& reactions;
    const Assembly& at;

    const Parts<T>& parts() const { return reactions.parts(); }
    std::size_t messages() const { return at.packets.size(); }
    bool isRepeated(std::size_t i) const {
        for (std::size_t earlier = 0; earlier < i; ++earlier) {
            if (at.packets[earlier] == at.packets[i]) return true;
        }
        return false;
    }
    bool reaches(std::size_t i) const {
        return up(parts().receiver(at.packets[i])) &&
               !parts().blocked(at.network, at.packets[i]);
    }
    std::size_t servers() const { return at.servers.size(); }
    // Nobody joins where worlds are taken apart.
    std::size_t known() const { return servers(); }
    bool up(ServerId server) const {
        return parts().up(at.servers[server.index]);
    }
    bool parted() const { return parts().parted(at.network); }
    bool refuses(const Action& action, Code code) const {
        return reactions.refuses(at.servers[action.a.index], action, code);
    }
};

// Plays choices in states in parts.
template <class T>
class AssemblyPlay {
public:
    explicit AssemblyPlay(const Player<T>& player)
        : choices_(player.choices()), reactions_(player) {}

    // The state of a world whose messages all have their marks.
    Assembly assembled(const typename T::World& world) {
        Assembly state;
        Parts<T>& parts = reactions_.parts();
        const auto& cluster = world.cluster;
        for (std::uint16_t i = 0; i < cluster.size(); ++i)
            state.servers.push_back(parts.ofServer(world, {i}));
        for (std::size_t i = 0; i < cluster.packets.size(); ++i)
            state.packets.push_back(parts.ofPacket(world, i));
        state.ghosts = parts.ofGhosts(world);
        state.network =
            parts.ofNetwork({cluster.machines.begin(), cluster.machines.end()},
                            cluster.partitioned);
        state.sum =
            parts.ghostMark(state.ghosts) + parts.networkMark(state.network);
        for (const Part server : state.servers)
            state.sum += parts.serverMark(server);
        return state;
    }

    void list(const Assembly& state, std::vector<Code>& codes) {
        choices_.list(AssemblyView<T>{reactions_, state}, state.spent, codes);
    }

    Turn turn(const Assembly& from, Code code) {
        Turn turn;
        turn.network = from.network;
        const std::uint8_t kind = kindOf(code);
        const std::uint32_t which = whichOf(code);
        turn.slot = kind;
        switch (kind) {
            case deliveryKind: deliver(from, which, turn); return turn;
            case lossSlot: turn.removed = which; return turn;
            case duplicateSlot: turn.copied = which; return turn;
            case partitionSlot: part(from, choices_.sides(code), turn); break;
            case healSlot:
                heal(from, turn);
                turn.slot = choices_.paidFrom(kind);
                break;
            default: act(from, code, turn);
        }
        return turn;
    }

    // The sum of the marks of all parts after a turn.
    std::uint64_t sumAfter(const Assembly& from, const Turn& turn) {
        std::uint64_t sum = partsAfter(from, turn);
        eachPacketAfter(from, turn, [&](Part packet) {
            sum += reactions_.parts().packetMark(packet);
        });
        return sum;
    }
    std::uint64_t sumOf(const Assembly& state) const {
        std::uint64_t sum = state.sum;
        for (const Part packet : state.packets)
            sum += reactions_.parts().packetMark(packet);
        return sum;
    }

    // The first invariant that a turn breaks, of those looked for.
    int broken(const Assembly& from, const Turn& turn) {
        if (!turn.acts) return -1;
        if (turn.reaction.broken != Reaction::unchecked) {
            return turn.reaction.broken;
        }
        return reactions_.brokenInWhole(from.servers, from.ghosts,
                                        turn.reaction);
    }

    void make(const Assembly& from, const Turn& turn, Assembly& to) {
        to.packets.clear();
        eachPacketAfter(from, turn,
                        [&](Part packet) { to.packets.push_back(packet); });
        to.servers = from.servers;
        to.ghosts = from.ghosts;
        if (turn.acts) {
            to.servers[turn.id.index] = turn.reaction.server;
            to.ghosts = turn.reaction.ghosts;
        }
        to.network = turn.network;
        to.sum = partsAfter(from, turn);
        to.spent = from.spent;
        to.spent.spend(turn.slot);
    }

    // Asks the memory for what will be looked up for these choices.
    void announce(const Assembly& from, const std::vector<Code>& codes) const {
        for (const Code code : codes) {
            if (kindOf(code) != deliveryKind) continue;
            const Part packet = from.packets[whichOf(code)];
            const ServerId id = reactions_.parts().receiver(packet);
            reactions_.announceMessage(from.servers[id.index], from.ghosts,
                                       packet);
        }
    }

    bool nearlyFull() const { return reactions_.nearlyFull(); }
    std::size_t memory() const { return reactions_.memory(); }

private:
    void deliver(const Assembly& from, std::size_t which, Turn& turn) {
        const Part packet = from.packets[which];
        turn.removed = which;
        turn.acts = true;
        turn.slot = freeOfCharge;
        turn.id = reactions_.parts().receiver(packet);
        turn.reaction = reactions_.toMessage(from.servers[turn.id.index],
                                             from.ghosts, packet);
    }

    // A crash, a restart or one of the topic's verbs.
    void act(const Assembly& from, Code code, Turn& turn) {
        const std::uint8_t kind = kindOf(code);
        std::uint32_t what = code;
        Action action;
        if (kind == crashSlot || kind == restartSlot) {
            action.verb = kind == crashSlot ? Verb::crash : Verb::restart;
            action.a.index = static_cast<std::uint16_t>(whichOf(code));
            if (kind == restartSlot) turn.slot = choices_.paidFrom(kind);
        } else {
            action = choices_.verbAction(from.spent, kind, whichOf(code));
            // It takes another value each time.
            what += from.spent.on(kind) << 16;
        }
        turn.acts = true;
        turn.id = action.a;
        turn.reaction = reactions_.toAction(from.servers[action.a.index],
                                            from.ghosts, action, what);
    }

    void part(const Assembly& from, const std::vector<std::uint8_t>& sides,
              Turn& turn) {
        auto machines = reactions_.parts().machines(from.network);
        const std::size_t there = std::min(sides.size(), machines.size());
        for (std::size_t i = 0; i < there; ++i)
            machines[i].group = sides[i];
        turn.network = reactions_.parts().ofNetwork(std::move(machines), true);
    }
    void heal(const Assembly& from, Turn& turn) {
        const auto& machines = reactions_.parts().machines(from.network);
        turn.network = reactions_.parts().ofNetwork(
            std::vector<Machine>(machines.size()), false);
    }

    std::uint64_t partsAfter(const Assembly& from, const Turn& turn) const {
        const Parts<T>& parts = reactions_.parts();
        std::uint64_t sum = from.sum + parts.networkMark(turn.network) -
                            parts.networkMark(from.network);
        if (turn.acts) {
            sum += parts.serverMark(turn.reaction.server) -
                   parts.serverMark(from.servers[turn.id.index]) +
                   parts.ghostMark(turn.reaction.ghosts) -
                   parts.ghostMark(from.ghosts);
        }
        return sum;
    }

    // Calls f with each message in flight after a turn, in order of sending.
    // What makes no difference any more is forgotten, as play() does.
    template <class F>
    void eachPacketAfter(const Assembly& from, const Turn& turn, F f) {
        const Parts<T>& parts = reactions_.parts();
        const auto partOf = [&](ServerId id) {
            return id == turn.id ? turn.reaction.server
                                 : from.servers[id.index];
        };
        for (std::size_t i = 0; i < from.packets.size(); ++i) {
            const Part packet = from.packets[i];
            if (i == turn.removed) continue;
            const bool asks =
                turn.acts && parts.witnesses(packet).contains(turn.id);
            if (!asks || reactions_.matters(packet, partOf)) f(packet);
        }
        if (turn.copied != Turn::none) f(from.packets[turn.copied]);
        if (!turn.acts) return;
        for (std::size_t i = 0; i < turn.reaction.sentCount; ++i) {
            const Part packet = reactions_.sent(turn.reaction, i);
            if (reactions_.matters(packet, partOf)) f(packet);
        }
    }

    const Choices<T>& choices_;
    Reactions<T> reactions_;
};

}  // namespace lockstep::explorer
