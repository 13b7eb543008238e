// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/invariants.h"

#include <algorithm>

#include "ring/telling.h"

namespace lockstep::ring {
namespace {

enum Claim {
    onlyToNewcomer,
    onlyFromLeaver,
    boundedLoad,
    oneOwner,
    nextPoint,
    emptyRing,
};

// Whether a scheme promises that nobody else's keys move when the server at
// `place` comes to or leaves a list of `servers`, counted with it. On a ring
// the others' points must be what they were, as in ketama they may not be.
bool promisesLittle(const Placement& before, const Placement& after,
                    std::size_t place, std::size_t servers) {
    switch (after.plan.scheme) {
        case Scheme::ring: break;
        case Scheme::rendezvous: return true;
        case Scheme::jump: return place + 1 == servers;
        case Scheme::mod:
        case Scheme::maglev:
        case Scheme::bounded: return false;
    }
    const auto countOf = [](const Placement& placement, std::size_t server) {
        std::uint64_t weight = 0;
        for (const Server& one : placement.servers)
            weight += one.weight;
        return pointCount(placement.plan.points,
                          placement.servers[server].weight, weight,
                          placement.servers.size());
    };
    const bool joins = after.servers.size() > before.servers.size();
    const Placement& fewer = joins ? before : after;
    const Placement& more = joins ? after : before;
    for (std::size_t i = 0; i < fewer.servers.size(); ++i) {
        const std::size_t there = i < place ? i : i + 1;
        if (countOf(fewer, i) != countOf(more, there)) return false;
    }
    return true;
}

void checkMoves(const World& before, const World& after, Verdicts& verdicts) {
    const Change& change = *after.change;
    const bool joins = change.kind == ChangeKind::added;
    if (!joins && change.kind != ChangeKind::removed) return;
    const World& with = joins ? after : before;
    if (!promisesLittle(*before.placement, *after.placement,
                        memberNamed(with, change.server),
                        with.members.size())) {
        return;
    }
    const Keys& keys = *after.placement->keys;
    for (const auto& moved : change.moved) {
        const bool was = moved.from == Symbol::none;
        if (was || (joins ? moved.to : moved.from) == change.server) continue;
        const Symbol key = phrase(after, keys.names.name(moved.key));
        if (joins) {
            verdicts.broken(onlyToNewcomer,
                            "{key} moved from {from} to {to} when {server} "
                            "joined.",
                            key, moved.from, moved.to, change.server);
        } else {
            verdicts.broken(onlyFromLeaver,
                            "{key} moved from {from} to {to} when {server} "
                            "left.",
                            key, moved.from, moved.to, change.server);
        }
        return;
    }
}

void checkLoads(const World& world, Verdicts& verdicts) {
    const Placement& placement = *world.placement;
    for (std::size_t i = 0; i < placement.capacities.size(); ++i) {
        if (placement.loads[i] <= placement.capacities[i]) continue;
        verdicts.broken(
            boundedLoad, "{server} holds {keys} keys and may hold {most}.",
            world.members[i].name, placement.loads[i], placement.capacities[i]);
        return;
    }
}

void checkOwners(const World& world, Verdicts& verdicts) {
    const Placement& placement = *world.placement;
    if (placement.servers.empty()) return;
    for (KeyIndex key = 0; key < placement.owners.size(); ++key) {
        if (placement.owners[key] < placement.servers.size()) continue;
        verdicts.broken(oneOwner, "{key} has no owner.",
                        phrase(world, placement.keys->names.name(key)));
        return;
    }
}

// Not by the look-up's own search: points and keys are walked in order.
void checkNextPoint(const World& world, Verdicts& verdicts) {
    const Placement& placement = *world.placement;
    if (placement.plan.scheme != Scheme::ring || placement.ring.empty()) return;
    std::vector<Point> points = placement.ring.points();
    std::stable_sort(points.begin(), points.end(),
                     [](const Point& a, const Point& b) {
                         if (a.position != b.position) {
                             return a.position < b.position;
                         }
                         return a.server < b.server;
                     });
    const Keys& keys = *placement.keys;
    std::size_t at = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        while (at < points.size() && points[at].position < keys.places[i])
            ++at;
        const Point& next = points[at == points.size() ? 0 : at];
        const ServerIndex owner = placement.owners[keys.inOrder[i]];
        if (owner == next.server) continue;
        verdicts.broken(nextPoint,
                        "{key} is given to {owner}, but the next point on its "
                        "way is {server}'s.",
                        phrase(world, keys.names.name(keys.inOrder[i])),
                        nameOf(world, owner), nameOf(world, next.server));
        return;
    }
}

}  // namespace

const std::vector<InvariantSpec>& invariantSpecs() {
    static const std::vector<InvariantSpec> specs = {
        {"only-to-newcomer", "Keys move only to the newcomer",
         "When a server joins, a key stays where it is or moves to it (ring, "
         "rendezvous, jump).",
         "Karger and others 1997"},
        {"only-from-leaver", "Keys move only from the leaver",
         "When a server leaves, only the keys that it held move (ring, "
         "rendezvous; jump: the last server).",
         "Karger and others 1997"},
        {"bounded-load", "Nobody is over the bound",
         "With bounded loads no server holds more than its share times c, "
         "rounded up.",
         "Mirrokni and others 2016"},
        {"one-owner", "Every key has one owner",
         "While there is a server, every key has an owner, and only one.",
         "Karger and others 1997"},
        {"next-point", "The next point owns the key",
         "On a ring a key belongs to the first point at or after it.",
         "Karger and others 1997"},
        {"empty-ring", "An empty ring has an answer",
         "A look-up without servers says so and reads nothing that is not "
         "there.",
         ""},
    };
    return specs;
}

void check(const World& before, const World& after, Verdicts& verdicts) {
    if (after.ranPastTheEnd && !before.ranPastTheEnd) {
        verdicts.broken(emptyRing,
                        "A search read the first point of a ring without "
                        "points.");
    }
    const bool same = before.placement.value == after.placement.value;
    const bool start = same && after.changes == 0 && after.lookups == 0;
    if (same && !start) return;
    if (!start) checkMoves(before, after, verdicts);
    checkLoads(after, verdicts);
    checkOwners(after, verdicts);
    checkNextPoint(after, verdicts);
}

}  // namespace lockstep::ring
