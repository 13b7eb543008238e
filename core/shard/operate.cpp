// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/operate.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "shard/events.h"
#include "shard/hash_slot.h"
#include "shard/move.h"
#include "shard/start.h"

namespace lockstep::shard {
namespace {

std::optional<std::uint32_t> slotNumber(std::string_view text) {
    std::uint32_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    const bool whole = error == std::errc() && stop == end;
    if (!whole || number >= slotCount) return std::nullopt;
    return number;
}

Span slots(std::uint32_t first, std::uint32_t last) {
    return slotSpan(first, std::uint64_t{last} + 1);
}

// The server that an operator speaks to when he names a shard.
ServerId serverOf(const World& world, ServerId shard) {
    return primaryOf(world, shard)->server;
}

// The other shards begin to move at once, by what the operator tells them.
void begin(World& world, const std::vector<Transfer>& moves,
           const Playing& playing) {
    for (const Transfer& one : moves) {
        const ServerId server = serverOf(world, one.source);
        Outbox out(world, server, playing);
        beginMove(*world.shardOn(server), one.target, one.area,
                  world.nextMove++, out);
    }
}

// Of "12182" and "0-4095".
std::optional<Area> slotsNamed(std::string_view word) {
    const std::size_t dash = std::min(word.find('-'), word.size());
    const auto first = slotNumber(word.substr(0, dash));
    if (first && dash == word.size()) return Area({slots(*first, *first)});
    const auto last = slotNumber(word.substr(std::min(dash + 1, word.size())));
    if (!first || !last || *first > *last) return std::nullopt;
    return Area({slots(*first, *last)});
}

}  // namespace

std::vector<Member> membersOf(const World& world) {
    std::vector<Member> members;
    for (const Shard* shard : primariesOf(world)) {
        if (shard->gone || shard->leaving) continue;
        members.push_back({shard->id, world.setup->name(shard->id)});
    }
    return members;
}

bool namesNoSlots(std::string_view word) {
    const bool isMeantAsSlots =
        word.find_first_not_of("0123456789-") == std::string_view::npos &&
        word.find_first_of("0123456789") != std::string_view::npos &&
        std::count(word.begin(), word.end(), '-') <= 1;
    return isMeantAsSlots && !slotsNamed(word);
}

Area areaNamed(const World& world, std::string_view word, ServerId owner) {
    const Scheme scheme = world.dials.scheme;
    if (scheme == Scheme::slots) {
        if (const auto area = slotsNamed(word)) return *area;
        const std::uint32_t slot = slotOf(word);
        return Area({slots(slot, slot)});
    }
    const Directory& directory = primaryOf(world, owner)->directory;
    return Area({directory.spanAt(placeOf(scheme, word))});
}

void move(World& world, std::string_view word, ServerId source, ServerId target,
          const Playing& playing) {
    begin(world, {{source, target, areaNamed(world, word, source)}}, playing);
}

// [add-shard]
void add(World& world, ServerId newcomer, const Playing& playing) {
    const std::size_t replicas = world.dials.replicas;
    world.cluster.machines.resize(world.cluster.size() + replicas);
    Directory directory = ownersOf(world);
    if (replicas > 1) {
        const View view = firstView(world, newcomer, newcomer.index + 1U);
        directory.learn(view);
        world.router.directory.learn(view);
    }
    addServers(world, newcomer, directory);
    const auto moves = movesToJoin(world.dials.scheme, directory,
                                   membersOf(world), newcomer);
    Outbox out(world, newcomer, playing);
    if (moves.empty()) {
        out.say(shardAdded,
                "{shard} joins and owns nothing yet. Somebody has to say "
                "which ranges move to it.",
                newcomer);
    } else {
        out.say(shardAdded,
                "{shard} joins. It gets its part from {count} of the others.",
                newcomer, moves.size());
    }
    begin(world, moves, playing);
}
// [add-shard]

// [remove-shard]
// A shard that leaves serves on until it has given everything away.
void remove(World& world, ServerId leaver, const Playing& playing) {
    const std::vector<Member> members = membersOf(world);
    Shard& primary = *primaryOf(world, leaver);
    primary.leaving = true;
    const auto moves =
        movesToLeave(world.dials.scheme, ownersOf(world), members, leaver);
    Outbox out(world, primary.server, playing);
    out.say(shardLeaving,
            "{shard} is to leave. It hands over all it owns to {count} "
            "of the others, and serves until that is done.",
            leaver, moves.size());
    begin(world, moves, playing);
    if (!moves.empty()) return;
    primary.gone = true;
    out.say(shardGone, "{shard} owned nothing, and is gone.", leaver);
}
// [remove-shard]

// [split]
// Nothing moves and nobody is told: a range in two halves can be handed over
// by halves. It is the only way to part what is too hot for one shard.
void split(World& world, Symbol key, const Playing& playing) {
    const Place at = world.placeOf(key);
    const ServerId owner = ownerOf(world, at)->id;
    primaryOf(world, owner)->directory.split(at);
    world.router.directory.split(at);
    Outbox out(world, serverOf(world, owner), playing);
    out.say(rangeSplit,
            "{shard} splits a range at {key}. Both halves are its own, and "
            "either can move now.",
            owner, key);
}
// [split]

// [merge]
void merge(World& world, Symbol key, const Playing& playing) {
    const Place at = world.placeOf(key);
    const ServerId owner = ownerOf(world, at)->id;
    Directory& directory = primaryOf(world, owner)->directory;
    directory.merge(at);
    world.router.directory.write(directory.spanAt(at), owner,
                                 directory.at(at).epoch);
    Outbox out(world, serverOf(world, owner), playing);
    out.say(rangeMerged,
            "{shard} joins the range of {key} to the one before it.", owner,
            key);
}
// [merge]

}  // namespace lockstep::shard
