// SPDX-License-Identifier: GPL-3.0-or-later
// Why an operator cannot do something now.
#include <algorithm>

#include "shard/operate.h"

namespace lockstep::shard {
namespace {

bool anythingMoves(const World& world) {
    const auto primaries = primariesOf(world);
    return std::any_of(
        primaries.begin(), primaries.end(),
        [](const Shard* shard) { return !shard->outgoing.empty(); });
}

// Why it cannot act now; empty if it can.
std::string notUp(const World& world, ServerId shard) {
    const Shard& primary = *primaryOf(world, shard);
    const std::string& name = world.setup->name(primary.server);
    if (!world.up(primary.server)) return name + " is down";
    return primary.leads() ? "" : "nobody leads the shard now";
}

std::string notThere(const World& world, ServerId server) {
    const std::string& name = world.setup->name(server);
    const Shard* shard = primaryOf(world, server);
    const Shard* other = world.shardOn(server);
    if (!shard && other) {
        return "unknown shard '" + name + "'; it is a server of shard " +
               world.setup->name(other->id);
    }
    if (!shard) return "unknown shard '" + name + "'; it is no shard";
    if (shard->gone) return "unknown shard '" + name + "'; it has left";
    return {};
}

}  // namespace

std::string refusalToMove(const World& world, std::string_view word,
                          ServerId source, ServerId target) {
    for (const ServerId server : {source, target}) {
        std::string why = notThere(world, server);
        if (!why.empty()) return why;
    }
    const std::string& name = world.setup->name(source);
    const Shard& shard = *primaryOf(world, source);
    if (source == target) return name + " has it already";
    std::string down = notUp(world, source);
    if (!down.empty()) return down;
    if (primaryOf(world, target)->leaving) {
        return world.setup->name(target) + " is leaving";
    }
    if (world.dials.scheme == Scheme::slots && namesNoSlots(word)) {
        return "there are slots 0 to 16383; write move 12182, move 0-4095 or "
               "move KEY";
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

std::string refusalToAdd(const World& world, ServerId newcomer) {
    const std::string& name = world.setup->name(newcomer);
    if (primaryOf(world, newcomer)) return name + " is a shard already";
    const bool other = newcomer.index < world.cluster.size();
    if (other) return name + " is no shard";
    const ServerId next{static_cast<std::uint16_t>(world.cluster.size())};
    if (newcomer != next) {
        return "the next shard to join is " + world.setup->name(next);
    }
    const std::size_t replicas = world.dials.replicas;
    if (replicas > 1 && world.shards.size() + replicas > mostServers) {
        return "there are " + std::to_string(world.shards.size()) +
               " servers with rows, and " + std::to_string(mostServers) +
               " is the most";
    }
    if (anythingMoves(world)) return "wait until nothing moves";
    for (const Shard* shard : primariesOf(world)) {
        std::string down = shard->gone ? "" : notUp(world, shard->id);
        if (!down.empty()) return down;
    }
    return {};
}

std::string refusalToRemove(const World& world, ServerId leaver) {
    std::string why = notThere(world, leaver);
    if (!why.empty()) return why;
    const std::string& name = world.setup->name(leaver);
    if (primaryOf(world, leaver)->leaving) return name + " is leaving already";
    why = notUp(world, leaver);
    if (!why.empty()) return why;
    if (membersOf(world).size() < 2) return name + " is the last shard";
    return anythingMoves(world) ? "wait until nothing moves" : "";
}

std::string refusalToSplit(const World& world, Symbol key) {
    if (world.dials.scheme != Scheme::range) {
        return "only ranges are split; this directory is not by range";
    }
    const Place at = world.placeOf(key);
    const Shard* shard = ownerOf(world, at);
    if (!shard) return "no shard owns it now";
    std::string down = notUp(world, shard->id);
    if (!down.empty()) return down;
    if (shard->directory.at(at).first == at) {
        return "a range begins there already";
    }
    return shard->outgoingAt(at) ? "that range is moving" : "";
}

std::string refusalToMerge(const World& world, Symbol key) {
    if (world.dials.scheme != Scheme::range) {
        return "only ranges are merged; this directory is not by range";
    }
    const Place at = world.placeOf(key);
    const Shard* shard = ownerOf(world, at);
    if (!shard) return "no shard owns it now";
    std::string down = notUp(world, shard->id);
    if (!down.empty()) return down;
    const auto& pieces = shard->directory.pieces();
    std::size_t piece = 0;
    while (piece + 1 < pieces.size() && pieces[piece + 1].first <= at)
        ++piece;
    if (piece == 0) return "no range stands before this one";
    const Piece& before = pieces[piece - 1];
    if (before.owner != shard->id) {
        return "the range before it is " + world.setup->name(before.owner) +
               "'s; move one of them first";
    }
    const bool moving =
        shard->outgoingAt(at) || shard->outgoingAt(before.first);
    return moving ? "one of the two is moving" : "";
}

}  // namespace lockstep::shard
