// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/plan.h"

#include <algorithm>

#include "ring/hash_ring.h"
#include "shard/hash_slot.h"
#include "shard/world.h"

namespace lockstep::shard {
namespace {

// [ring-directory]
// On a ring a place belongs to the first point at or after it; so each point
// owns what lies between the one before it and itself.
Directory ringDirectory(const std::vector<Member>& members) {
    std::vector<ring::Server> servers;
    for (const Member& member : members)
        servers.push_back({member.name, 1});
    ring::PointRule rule;
    rule.virtualNodes = virtualNodes;
    const ring::HashRing ring(servers, rule);
    std::vector<Piece> pieces;
    std::uint64_t first = 0;
    for (std::size_t i = 0; i <= ring.size(); ++i) {
        const ring::Point& point = ring.points()[i % ring.size()];
        const ServerId owner = members[point.server].server;
        const bool joins = !pieces.empty() && pieces.back().owner == owner;
        if (!joins) pieces.push_back({Place::at(first), owner, 1});
        first = point.position + 1;
    }
    return Directory(std::move(pieces));
}
// [ring-directory]

// [even-slots]
// redis-cli gives each of n masters 16384/n slots, rounded where one ends.
Directory slotDirectory(const std::vector<Member>& members) {
    std::vector<Piece> pieces;
    const std::size_t n = members.size();
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint64_t first = (2 * i * slotCount + n) / (2 * n);
        pieces.push_back({Place::at(first), members[i].server, 1});
    }
    return Directory(std::move(pieces));
}
// [even-slots]

// The first `count` slots of an area, and the rest of it.
Area takeSlots(Area& from, std::uint64_t count) {
    std::vector<Span> taken;
    std::vector<Span> rest;
    for (const Span& span : from.spans()) {
        const std::uint64_t first = span.first.number;
        const std::uint64_t end = span.end.end ? slotCount : span.end.number;
        const std::uint64_t part = std::min(end - first, count);
        count -= part;
        taken.push_back(slotSpan(first, first + part));
        if (first + part < end) rest.push_back(slotSpan(first + part, end));
    }
    from = Area(std::move(rest));
    return Area(std::move(taken));
}

std::uint64_t shareOf(std::size_t members, std::size_t place) {
    return slotCount / members + (place < slotCount % members ? 1 : 0);
}

// [take-slots]
// The newcomer gets an equal part, from each of the others what it has over
// its own: of three masters' 5461 each, 1365, so 4096 slots move to a fourth.
std::vector<Transfer> slotsToJoin(const Directory& now,
                                  const std::vector<Member>& members,
                                  ServerId newcomer) {
    std::vector<Transfer> moves;
    std::uint64_t wanted = slotCount / members.size();
    for (std::size_t i = members.size(); i-- > 0;) {
        const ServerId source = members[i].server;
        if (source == newcomer) continue;
        Area area = now.areaOf(source);
        const std::uint64_t share = slotCount / members.size();
        const std::uint64_t over = area.slots() - std::min(area.slots(), share);
        const std::uint64_t count = std::min(over, wanted);
        if (count == 0) continue;
        wanted -= count;
        moves.push_back({source, newcomer, takeSlots(area, count)});
    }
    std::reverse(moves.begin(), moves.end());
    return moves;
}
// [take-slots]

std::vector<Transfer> slotsToLeave(const Directory& now,
                                   const std::vector<Member>& stay,
                                   ServerId leaver) {
    std::vector<Transfer> moves;
    Area left = now.areaOf(leaver);
    for (std::size_t i = 0; i < stay.size() && !left.empty(); ++i) {
        const std::uint64_t has = now.areaOf(stay[i].server).slots();
        const std::uint64_t share = shareOf(stay.size(), i);
        const bool last = i + 1 == stay.size();
        const std::uint64_t count =
            last ? left.slots() : share - std::min(share, has);
        if (count == 0) continue;
        moves.push_back({leaver, stay[i].server, takeSlots(left, count)});
    }
    return moves;
}

void addSpan(std::vector<Transfer>& moves, ServerId source, ServerId target,
             const Span& span) {
    for (Transfer& move : moves) {
        if (move.source != source || move.target != target) continue;
        std::vector<Span> spans = move.area.spans();
        spans.push_back(span);
        move.area = Area(std::move(spans));
        return;
    }
    moves.push_back({source, target, Area({span})});
}

// What changes its owner between two directories, where `matters` says so.
template <class Matters>
std::vector<Transfer> difference(const Directory& now, const Directory& then,
                                 Matters matters) {
    std::vector<Transfer> moves;
    for (const Piece& piece : then.pieces()) {
        const Span span = then.spanAt(piece.first);
        Place at = span.first;
        while (at < span.end) {
            const Span part = common(span, now.spanAt(at));
            const ServerId source = now.at(at).owner;
            if (source != piece.owner && matters(source, piece.owner)) {
                addSpan(moves, source, piece.owner, part);
            }
            at = part.end;
        }
    }
    return moves;
}

// [give-ranges]
std::vector<Transfer> rangesToLeave(const Directory& now,
                                    const std::vector<Member>& stay,
                                    ServerId leaver) {
    std::vector<Transfer> moves;
    ServerId before = stay.front().server;
    for (const Piece& piece : now.pieces()) {
        if (piece.owner != leaver) {
            before = piece.owner;
            continue;
        }
        addSpan(moves, leaver, before, now.spanAt(piece.first));
    }
    return moves;
}
// [give-ranges]

}  // namespace

std::vector<std::string> evenBounds(std::size_t members) {
    std::vector<std::string> bounds;
    for (std::size_t i = 1; i < members; ++i) {
        const auto letter = static_cast<char>('a' + 26 * i / members);
        bounds.emplace_back(1, letter);
    }
    return bounds;
}

Directory firstDirectory(Scheme scheme, const std::vector<Member>& members,
                         const std::vector<std::string>& bounds) {
    switch (scheme) {
        case Scheme::ring: return ringDirectory(members);
        case Scheme::slots: return slotDirectory(members);
        case Scheme::range: break;
    }
    std::vector<Piece> pieces{{{}, members[0].server, 1}};
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        pieces.push_back({{false, 0, bounds[i]}, members[i + 1].server, 1});
    }
    return Directory(std::move(pieces));
}

std::vector<Transfer> movesToJoin(Scheme scheme, const Directory& now,
                                  const std::vector<Member>& members,
                                  ServerId newcomer) {
    switch (scheme) {
        case Scheme::ring:
            return difference(
                now, ringDirectory(members),
                [&](ServerId, ServerId target) { return target == newcomer; });
        case Scheme::slots: return slotsToJoin(now, members, newcomer);
        case Scheme::range: break;
    }
    return {};
}

std::vector<Transfer> movesToLeave(Scheme scheme, const Directory& now,
                                   const std::vector<Member>& members,
                                   ServerId leaver) {
    std::vector<Member> stay;
    for (const Member& member : members) {
        if (member.server != leaver) stay.push_back(member);
    }
    switch (scheme) {
        case Scheme::ring:
            return difference(
                now, ringDirectory(stay),
                [&](ServerId source, ServerId) { return source == leaver; });
        case Scheme::slots: return slotsToLeave(now, stay, leaver);
        case Scheme::range: return rangesToLeave(now, stay, leaver);
    }
    return {};
}

}  // namespace lockstep::shard
