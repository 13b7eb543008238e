// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/operate.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "shard/events.h"
#include "shard/hash_slot.h"
#include "shard/move.h"
#include "shard/plan.h"

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

std::vector<Member> membersOf(const World& world) {
    std::vector<Member> members;
    for (const Shard& shard : world.shards) {
        if (shard.gone || shard.leaving) continue;
        members.push_back({shard.server, world.setup->name(shard.server)});
    }
    return members;
}

bool anythingMoves(const World& world) {
    return std::any_of(
        world.shards.begin(), world.shards.end(),
        [](const Shard& shard) { return !shard.outgoing.empty(); });
}

std::string notThere(const World& world, ServerId server) {
    const std::string& name = world.setup->name(server);
    const Shard* shard = world.shardOn(server);
    if (!shard) return "unknown shard '" + name + "'; it is no shard";
    if (shard->gone) return "unknown shard '" + name + "'; it has left";
    return {};
}

// The other shards begin to move at once, by what the operator tells them.
void begin(World& world, const std::vector<Transfer>& moves,
           const Playing& playing) {
    for (const Transfer& one : moves) {
        Outbox out(world, one.source, playing);
        beginMove(*world.shardOn(one.source), one.target, one.area,
                  world.nextMove++, out);
    }
}

}  // namespace

Area areaNamed(const World& world, std::string_view word, ServerId owner) {
    const Scheme scheme = world.dials.scheme;
    if (scheme == Scheme::slots) {
        const std::size_t dash = std::min(word.find('-'), word.size());
        const auto first = slotNumber(word.substr(0, dash));
        if (first && dash == word.size()) return Area({slots(*first, *first)});
        const auto last =
            slotNumber(word.substr(std::min(dash + 1, word.size())));
        if (first && last && *first <= *last) {
            return Area({slots(*first, *last)});
        }
        const std::uint32_t slot = slotOf(word);
        return Area({slots(slot, slot)});
    }
    const Directory& directory = world.shardOn(owner)->directory;
    return Area({directory.spanAt(placeOf(scheme, word))});
}

std::string refusalToMove(const World& world, std::string_view word,
                          ServerId source, ServerId target) {
    for (const ServerId server : {source, target}) {
        std::string why = notThere(world, server);
        if (!why.empty()) return why;
    }
    const std::string& name = world.setup->name(source);
    const Shard& shard = *world.shardOn(source);
    if (source == target) return name + " has it already";
    if (!world.up(source)) return name + " is down";
    if (world.shardOn(target)->leaving) {
        return world.setup->name(target) + " is leaving";
    }
    const Area area = areaNamed(world, word, source);
    for (const Span& span : area.spans()) {
        Place at = span.first;
        while (at < span.end) {
            const ServerId owner = shard.directory.at(at).owner;
            if (owner != source) {
                return name + " does not own " +
                       placeText(world.dials.scheme, at) + "; as it knows, " +
                       world.setup->name(owner) + " does";
            }
            at = shard.directory.spanAt(at).end;
        }
    }
    for (const Outgoing& moving : shard.outgoing) {
        if (moving.target == target) {
            return name + " is handing over to " + world.setup->name(target) +
                   " already; wait for its end";
        }
        if (overlap(moving.area, area)) return "it is moving already";
    }
    return {};
}

void move(World& world, std::string_view word, ServerId source, ServerId target,
          const Playing& playing) {
    begin(world, {{source, target, areaNamed(world, word, source)}}, playing);
}

std::string refusalToAdd(const World& world, ServerId newcomer) {
    const std::string& name = world.setup->name(newcomer);
    if (world.shardOn(newcomer)) return name + " is a shard already";
    const bool other = newcomer.index < world.cluster.size();
    if (other) return name + " is no shard";
    const ServerId next{static_cast<std::uint16_t>(world.cluster.size())};
    if (newcomer != next) {
        return "the next shard to join is " + world.setup->name(next);
    }
    if (anythingMoves(world)) return "wait until nothing moves";
    for (const Shard& shard : world.shards) {
        if (shard.gone || world.up(shard.server)) continue;
        return world.setup->name(shard.server) + " is down";
    }
    return {};
}

// [add-shard]
void add(World& world, ServerId newcomer, const Playing& playing) {
    world.cluster.machines.push_back({});
    Shard shard;
    shard.server = newcomer;
    shard.directory = ownersOf(world);
    world.shards.push_back(shard);
    const auto moves = movesToJoin(world.dials.scheme, shard.directory,
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

std::string refusalToRemove(const World& world, ServerId leaver) {
    std::string why = notThere(world, leaver);
    if (!why.empty()) return why;
    const std::string& name = world.setup->name(leaver);
    if (world.shardOn(leaver)->leaving) return name + " is leaving already";
    if (!world.up(leaver)) return name + " is down";
    if (membersOf(world).size() < 2) return name + " is the last shard";
    return anythingMoves(world) ? "wait until nothing moves" : "";
}

// [remove-shard]
// A shard that leaves serves on until it has given everything away.
void remove(World& world, ServerId leaver, const Playing& playing) {
    const std::vector<Member> members = membersOf(world);
    world.shardOn(leaver)->leaving = true;
    const auto moves =
        movesToLeave(world.dials.scheme, ownersOf(world), members, leaver);
    Outbox out(world, leaver, playing);
    out.say(shardLeaving,
            "{shard} is to leave. It hands over all it owns to {count} "
            "of the others, and serves until that is done.",
            leaver, moves.size());
    begin(world, moves, playing);
    if (!moves.empty()) return;
    world.shardOn(leaver)->gone = true;
    out.say(shardGone, "{shard} owned nothing, and is gone.", leaver);
}
// [remove-shard]

std::string refusalToSplit(const World& world, Symbol key) {
    if (world.dials.scheme != Scheme::range) {
        return "only ranges are split; this directory is not by range";
    }
    const Place at = world.placeOf(key);
    const Directory owners = ownersOf(world);
    const ServerId owner = owners.at(at).owner;
    if (!world.up(owner)) return world.setup->name(owner) + " is down";
    if (owners.at(at).first == at) return "a range begins there already";
    if (world.shardOn(owner)->outgoingAt(at)) return "that range is moving";
    return {};
}

// [split]
// Nothing moves and nobody is told: a range in two halves can be handed over
// by halves. It is the only way to part what is too hot for one shard.
void split(World& world, Symbol key, const Playing& playing) {
    const Place at = world.placeOf(key);
    const ServerId owner = ownersOf(world).at(at).owner;
    world.shardOn(owner)->directory.split(at);
    world.router.directory.split(at);
    Outbox out(world, owner, playing);
    out.say(rangeSplit,
            "{shard} splits a range at {key}. Both halves are its own, and "
            "either can move now.",
            owner, key);
}
// [split]

std::string refusalToMerge(const World& world, Symbol key) {
    if (world.dials.scheme != Scheme::range) {
        return "only ranges are merged; this directory is not by range";
    }
    const Place at = world.placeOf(key);
    const Directory owners = ownersOf(world);
    const auto& pieces = owners.pieces();
    std::size_t piece = 0;
    while (piece + 1 < pieces.size() && pieces[piece + 1].first <= at)
        ++piece;
    if (piece == 0) return "no range stands before this one";
    const ServerId owner = pieces[piece].owner;
    if (!world.up(owner)) return world.setup->name(owner) + " is down";
    const ServerId other = pieces[piece - 1].owner;
    if (owner != other) {
        return "the range before it is " + world.setup->name(other) +
               "'s; move one of them first";
    }
    const Shard& shard = *world.shardOn(owner);
    const bool moving = shard.outgoingAt(at) != nullptr ||
                        shard.outgoingAt(pieces[piece - 1].first) != nullptr;
    return moving ? "one of the two is moving" : "";
}

// [merge]
void merge(World& world, Symbol key, const Playing& playing) {
    const Place at = world.placeOf(key);
    const ServerId owner = ownersOf(world).at(at).owner;
    world.shardOn(owner)->directory.merge(at);
    world.router.directory.merge(at);
    Outbox out(world, owner, playing);
    out.say(rangeMerged,
            "{shard} joins the range of {key} to the one before it.", owner,
            key);
}
// [merge]

}  // namespace lockstep::shard
