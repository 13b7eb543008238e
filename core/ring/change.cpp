// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/change.h"

#include <algorithm>

#include "ring/modulo.h"
#include "ring/moves.h"
#include "ring/telling.h"

namespace lockstep::ring {
namespace {

std::string_view keysText(const World& world) {
    return world.setup->symbols.text(world.dials.keys);
}

std::shared_ptr<const Keys> keysFor(const World& world, const Plan& plan) {
    return std::make_shared<const Keys>(hashed(keysText(world), keyHash(plan)));
}

// Whether the others' points stay when one server comes or goes, so that the
// placement can be found by what changes alone. In ketama they do not: a
// server's points depend on everybody's weight.
bool changesLocally(const Plan& plan) {
    const bool fixed =
        plan.points.hash != HashKind::md5Ketama || plan.points.one;
    return plan.scheme == Scheme::ring && plan.sorted && fixed;
}

std::uint64_t weightOf(const std::vector<Member>& members) {
    std::uint64_t sum = 0;
    for (const Member& member : members)
        sum += member.weight;
    return sum;
}

// How many of `keys` a part of the whole is, to the nearest.
std::uint64_t partOf(std::uint64_t keys, std::uint64_t part,
                     std::uint64_t whole) {
    return whole == 0 ? keys : (keys * part + whole / 2) / whole;
}

// [expected-moves]
// What theory lets move when the server at `place` comes to or leaves a list
// of `servers` (counted with it) that weigh `total` with it.
std::uint64_t expectedMoves(Scheme scheme, std::uint64_t keys,
                            std::size_t place, std::size_t servers,
                            std::uint64_t weight, std::uint64_t total) {
    switch (scheme) {
        case Scheme::mod: return partOf(keys, servers - 1, servers);
        case Scheme::jump: {
            // The last bucket's keys. Leaving from the middle renumbers those
            // behind, and one key in n·(n - 1) comes back to its server.
            const std::size_t others = servers - 1;
            if (place == others) return partOf(keys, 1, servers);
            return partOf(keys, (servers - place) * others - 1,
                          servers * others);
        }
        case Scheme::ring:
        case Scheme::rendezvous:
        case Scheme::maglev:
        case Scheme::bounded: break;
    }
    return partOf(keys, weight, total);
}
// [expected-moves]

// How many of the same keys mod N moves when the server at `place` comes to
// or leaves a list of `servers`, counted with it.
std::uint64_t movedByMod(const Keys& keys, std::size_t place,
                         std::size_t servers) {
    if (servers < 2) return keys.size();
    std::uint64_t moved = 0;
    for (const std::uint64_t hash : keys.hashes) {
        const std::size_t with = modulo(hash, servers);
        std::size_t without = modulo(hash, servers - 1);
        if (without >= place) ++without;
        if (with != without) ++moved;
    }
    return moved;
}

// Notes which keys and arcs have another owner than before.
void noteMoves(const World& world, const Placement& before,
               const std::vector<Symbol>& namesBefore, Change& change) {
    const Placement& after = *world.placement;
    std::vector<ServerIndex> nowAt;
    for (const Symbol name : namesBefore) {
        nowAt.push_back(memberNamed(world, name));
    }
    change.keyCount = static_cast<std::uint32_t>(after.owners.size());
    const auto was = [&](ServerIndex server) {
        return server == noServer ? Symbol::none : namesBefore[server];
    };
    if (change.kind != ChangeKind::otherKeys) {
        for (KeyIndex key = 0; key < after.owners.size(); ++key) {
            const ServerIndex from = before.owners[key];
            const ServerIndex to = after.owners[key];
            if (from == to && to == noServer) continue;
            if (from != noServer && nowAt[from] == to && to != noServer) {
                continue;
            }
            change.moved.push_back({key, was(from), nameOf(world, to)});
        }
    }
    const bool rings = usesRing(before.plan.scheme) &&
                       usesRing(after.plan.scheme) &&
                       before.keys->hash == after.keys->hash &&
                       before.ring.sorted() && after.ring.sorted();
    if (!rings) return;
    for (const MovedArc& arc : movedArcs(before.ring, after.ring, nowAt)) {
        change.arcs.push_back(
            {arc.from, arc.to, was(arc.was), nameOf(world, arc.now)});
    }
}

std::vector<Symbol> namesOf(const std::vector<Member>& members) {
    std::vector<Symbol> names;
    for (const Member& member : members)
        names.push_back(member.name);
    return names;
}

// Puts a placement in place of the last one and notes what moved.
void replace(World& world, Placement next,
             const std::vector<Symbol>& namesBefore, Change change) {
    const auto before = world.placement.value;
    world.placement = {std::make_shared<const Placement>(std::move(next))};
    noteMoves(world, *before, namesBefore, change);
    world.change = {std::make_shared<const Change>(std::move(change))};
    ++world.changes;
}

}  // namespace

void placeKeys(World& world) {
    const Plan plan = planOf(world);
    world.placement = {std::make_shared<const Placement>(
        place(plan, serversOf(world), keysFor(world, plan)))};
}

// [add-server]
void add(World& world, Symbol name, const Playing& playing) {
    const auto namesBefore = namesOf(world.members);
    world.members.push_back({name});
    std::erase(world.departed, name);
    const Placement& before = *world.placement;
    Change change;
    change.kind = ChangeKind::added;
    change.server = name;
    const std::size_t servers = world.members.size();
    change.expected =
        expectedMoves(world.dials.scheme, before.keys->size(), servers - 1,
                      servers, 1, weightOf(world.members));
    change.movedByMod = movedByMod(*before.keys, servers - 1, servers);
    replace(world,
            changesLocally(before.plan)
                ? joined(before, serversOf(world).back())
                : place(before.plan, serversOf(world), before.keys),
            namesBefore, std::move(change));
    tellAdded(world, playing);
}
// [add-server]

// [remove-server]
void remove(World& world, Symbol name, const Playing& playing) {
    const auto namesBefore = namesOf(world.members);
    const ServerIndex leaver = memberNamed(world, name);
    const std::size_t servers = world.members.size();
    const Placement& before = *world.placement;
    Change change;
    change.kind = ChangeKind::removed;
    change.server = name;
    change.expected =
        expectedMoves(world.dials.scheme, before.keys->size(), leaver, servers,
                      world.members[leaver].weight, weightOf(world.members));
    change.movedByMod = movedByMod(*before.keys, leaver, servers);
    world.members.erase(world.members.begin() + leaver);
    world.departed.push_back(name);
    replace(world,
            changesLocally(before.plan)
                ? left(before, leaver)
                : place(before.plan, serversOf(world), before.keys),
            namesBefore, std::move(change));
    tellRemoved(world, playing);
}
// [remove-server]

// [reweigh]
void reweigh(World& world, Symbol name, std::uint32_t weight,
             const Playing& playing) {
    const auto namesBefore = namesOf(world.members);
    Member& member = world.members[memberNamed(world, name)];
    const std::uint64_t total = weightOf(world.members);
    const std::uint64_t keys = world.placement->keys->size();
    const std::uint64_t was = partOf(keys, member.weight, total);
    const std::uint64_t now =
        partOf(keys, weight, total - member.weight + weight);
    member.weight = weight;
    Change change;
    change.kind = ChangeKind::reweighted;
    change.server = name;
    if (weighs(world.dials.scheme)) {
        change.expected = std::max(was, now) - std::min(was, now);
    }
    const Placement& before = *world.placement;
    replace(world, place(before.plan, serversOf(world), before.keys),
            namesBefore, std::move(change));
    tellReweighted(world, playing);
}
// [reweigh]

// [adjust]
void adjusted(World& world, const Playing& playing) {
    const Plan plan = planOf(world);
    const Placement& before = *world.placement;
    const bool sameNames = before.keys->text == keysText(world);
    const bool sameHash = keyHash(plan) == before.keys->hash;
    if (plan == before.plan && sameNames) return;
    Change change;
    change.kind = sameNames ? ChangeKind::adjusted : ChangeKind::otherKeys;
    const auto keys =
        sameNames && sameHash ? before.keys : keysFor(world, plan);
    replace(world, place(plan, serversOf(world), keys), namesOf(world.members),
            std::move(change));
    tellAdjusted(world, playing);
}
// [adjust]

}  // namespace lockstep::ring
