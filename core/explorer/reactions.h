// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "explorer/search.h"
#include "explorer/stage.h"

namespace lockstep::explorer {

// What comes of something that happens to a server: what it is then, what
// invariants remember then, and what it has sent.
struct Reaction {
    // Told by the whole world only.
    static constexpr std::int8_t unchecked = -2;

    Part server = 0;
    Part ghosts = 0;
    std::uint32_t firstSent = 0;
    std::uint16_t sentCount = 0;
    std::int8_t broken = -1;  // the invariant; -1 if none
};

// The rules of a topic as a table: what a server does depends on nothing but
// what it is and what happens to it (and on what invariants remember), so each
// such case is played by the rules once and looked up from then on.
template <class T>
class Reactions {
public:
    using World = typename T::World;

    explicit Reactions(const Player<T>& player)
        : player_(player),
          stage_(player.start(), parts_),
          before_(player.start(), parts_) {}

    Parts<T>& parts() { return parts_; }
    const Parts<T>& parts() const { return parts_; }

    Reaction toMessage(Part server, Part ghosts, Part packet) {
        const std::uint64_t key = keyOf(server, ghosts, packet);
        if (const Reaction* known = toMessages_.find(key)) return *known;
        const Reaction learned =
            learn(server, ghosts, {Verb::deliver, {}, {}, 1, 0}, &packet);
        toMessages_.add(key, learned);
        return learned;
    }
    void announceMessage(Part server, Part ghosts, Part packet) const {
        toMessages_.announce(keyOf(server, ghosts, packet));
    }
    // `which` tells actions on the same server from each other.
    Reaction toAction(Part server, Part ghosts, const Action& action,
                      std::uint32_t which) {
        const std::uint64_t key =
            keyOf(server, ghosts, kindsOfAction_.number(which));
        if (const Reaction* known = toActions_.find(key)) return *known;
        const Reaction learned = learn(server, ghosts, action, nullptr);
        toActions_.add(key, learned);
        return learned;
    }

    Part sent(const Reaction& reaction, std::size_t at) const {
        return sent_[reaction.firstSent + at];
    }

    bool refuses(Part server, const Action& action, std::uint32_t which) {
        const std::uint64_t key =
            keyOf(server, 0, kindsOfAction_.number(which));
        if (const bool* known = refusals_.find(key)) return *known;
        stage_.putServer(server);
        const bool refused =
            !simulate::refusal<T>(stage_.world(), action).empty();
        refusals_.add(key, refused);
        return refused;
    }

    // Whether a message still matters, to servers found by partOf(ServerId).
    template <class PartOf>
    bool matters(Part packet, PartOf partOf) {
        if constexpr (requires(World & world) {
                          T::matters(world, world.cluster.packets[0]);
                      }) {
            const ServerSet witnesses = parts_.witnesses(packet);
            std::array<Part, 2> told{};
            std::size_t count = 0;
            for (const ServerId id : witnesses)
                told[count++] = partOf(id);
            const std::uint64_t key = keyOf(packet, told[0], told[1]);
            if (const bool* known = matters_.find(key)) return *known;
            for (const ServerId id : witnesses)
                stage_.putServer(partOf(id));
            const bool so = T::matters(stage_.world(), parts_.packet(packet));
            matters_.add(key, so);
            return so;
        } else {
            return true;
        }
    }

    // The invariant that a step breaks, looked at in the whole world.
    template <class Servers>
    int brokenInWhole(const Servers& servers, Part ghosts,
                      const Reaction& reaction) {
        for (const Part server : servers) {
            before_.putServer(server);
            stage_.putServer(server);
        }
        before_.putGhosts(ghosts);
        stage_.putServer(reaction.server);
        stage_.putGhosts(reaction.ghosts);
        return player_.broken(before_.world(), stage_.world());
    }

    bool nearlyFull() const { return parts_.nearlyFull(); }
    std::size_t memory() const {
        return parts_.memory() + toMessages_.memory() + toActions_.memory() +
               refusals_.memory() + matters_.memory() +
               sent_.capacity() * sizeof(Part);
    }

private:
    // Small numbers for large ones.
    struct Numbering {
        Part number(std::uint32_t which) {
            if (const Part* known = numbers.find(which + 1ULL)) return *known;
            numbers.add(which + 1ULL, ++last);
            return last;
        }
        LookupTable<Part> numbers;
        Part last = 0;
    };

    // Plays it by the rules.
    Reaction learn(Part server, Part ghosts, const Action& action,
                   const Part* packet) {
        const ServerId id = parts_.idOf(server);
        stage_.putServer(server);
        stage_.putGhosts(ghosts);
        before_.become(stage_);
        stage_.play(id, action, packet);
        const World& world = stage_.world();
        T::fingerprint(world);  // for the marks
        Reaction reaction;
        reaction.server = parts_.ofServer(world, id);
        reaction.ghosts = parts_.ofGhosts(world);
        reaction.firstSent = static_cast<std::uint32_t>(sent_.size());
        const std::size_t count = world.cluster.packets.size();
        reaction.sentCount = static_cast<std::uint16_t>(count);
        for (std::size_t i = 0; i < count; ++i)
            sent_.push_back(parts_.ofPacket(world, i));
        if (T::checksAlone(before_.world(), world, id)) {
            reaction.broken = static_cast<std::int8_t>(
                player_.broken(before_.world(), world));
        } else {
            reaction.broken = Reaction::unchecked;
        }
        return reaction;
    }

    const Player<T>& player_;
    Parts<T> parts_;
    Stage<T> stage_;
    Stage<T> before_;
    Numbering kindsOfAction_;
    LookupTable<Reaction> toMessages_;
    LookupTable<Reaction> toActions_;
    LookupTable<bool> refusals_;
    LookupTable<bool> matters_;
    std::vector<Part> sent_;
};

}  // namespace lockstep::explorer
