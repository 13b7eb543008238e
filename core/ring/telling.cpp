// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/telling.h"

#include <algorithm>

#include "ring/events.h"

namespace lockstep::ring {
namespace {

// How many of the moved keys came to a server, or left it.
std::uint64_t countTo(const Change& change, Symbol server) {
    return static_cast<std::uint64_t>(
        std::count_if(change.moved.begin(), change.moved.end(),
                      [&](const auto& key) { return key.to == server; }));
}

std::uint64_t countFrom(const Change& change, Symbol server) {
    return static_cast<std::uint64_t>(
        std::count_if(change.moved.begin(), change.moved.end(),
                      [&](const auto& key) { return key.from == server; }));
}

// A key that stayed: the one looked up last if it did, else the first.
std::optional<KeyIndex> stayer(const World& world) {
    const Change& change = *world.change;
    const auto moved = [&](KeyIndex key) {
        return std::binary_search(
            change.moved.begin(), change.moved.end(), Change::Key{key},
            [](const auto& a, const auto& b) { return a.key < b.key; });
    };
    const Placement& now = *world.placement;
    const auto stays = [&](KeyIndex key) {
        return !moved(key) && now.owners[key] != noServer;
    };
    const auto lookedUp =
        now.keys->names.find(world.setup->symbols.text(world.lookedUp));
    if (lookedUp && stays(*lookedUp)) return lookedUp;
    for (KeyIndex key = 0; key < now.keys->size(); ++key) {
        if (stays(key)) return key;
    }
    return std::nullopt;
}

// Why a key did not move.
Sentence whyStayed(Scheme scheme) {
    switch (scheme) {
        case Scheme::ring:
            // rule: ring/hash_ring#find-owner
            return "Keys that stay: {count}, such as {key} at {owner}. The "
                   "first point on their way clockwise is still the same "
                   "server's.";
        case Scheme::bounded:
            // rule: ring/bounded#bounded
            return "Keys that stay: {count}, such as {key} at {owner}. The "
                   "first server with room on their way clockwise is still "
                   "the same.";
        case Scheme::mod:
            // rule: ring/modulo#mod
            return "Keys that stay: {count}, such as {key} at {owner}. The "
                   "rest of their hash names the same server by luck.";
        case Scheme::jump:
            // rule: ring/jump#jump
            return "Keys that stay: {count}, such as {key} at {owner}. Their "
                   "last jump lands where it landed before.";
        case Scheme::rendezvous:
            // rule: ring/rendezvous#rendezvous
            return "Keys that stay: {count}, such as {key} at {owner}. Their "
                   "highest score is still the same server's.";
        case Scheme::maglev:
            // rule: ring/maglev#maglev-populate
            return "Keys that stay: {count}, such as {key} at {owner}. Their "
                   "entry of the table names the same server.";
    }
    return "";
}

void tellStayed(const World& world, const Playing& playing) {
    const auto key = stayer(world);
    if (!key) return;
    const Placement& now = *world.placement;
    const std::uint64_t all =
        world.change->keyCount - world.change->moved.size();
    say(playing, keysStayed, whyStayed(now.plan.scheme), all,
        phrase(world, now.keys->names.name(*key)),
        nameOf(world, now.owners[*key]));
}

// mod N: what moved, and that it was nearly everything.
void tellModMoved(const World& world, const Playing& playing) {
    const Change& change = *world.change;
    // rule: ring/modulo#mod
    say(playing, keysMoved,
        "{moved} of {keys} keys move. With another number of servers most "
        "hashes leave another rest; theory expects about {expected}.",
        std::uint64_t{change.moved.size()}, change.keyCount, change.expected);
}

}  // namespace

Symbol phrase(const World& world, const std::string& text) {
    return world.setup->symbols.intern(text);
}

Symbol percentRound(const World& world, Position position) {
    // Hundredths of a percent, by integers: the upper 32 bits are plenty.
    const std::uint64_t hundredths = (position >> 32) * 10'000 >> 32;
    std::string text = std::to_string(hundredths % 100 + 100).substr(1);
    return phrase(world, std::to_string(hundredths / 100) + '.' + text);
}

void tellAdded(const World& world, const Playing& playing) {
    if (!playing.events) return;
    const Change& change = *world.change;
    const Symbol name = change.server;
    if (usesRing(world.dials.scheme)) {
        const auto& points = world.placement->ring.points();
        const auto server = static_cast<ServerIndex>(world.members.size() - 1);
        const auto count = std::count_if(
            points.begin(), points.end(),
            [&](const Point& point) { return point.server == server; });
        if (count == 1) {
            // rule: ring/change#add-server
            say(playing, serverAdded,
                "{server} joins. It stands at one point of the ring, and takes "
                "the arc before it.",
                name);
        } else {
            // rule: ring/change#add-server
            say(playing, serverAdded,
                "{server} joins. It stands at {points} points of the ring, and "
                "takes the arc before each.",
                name, static_cast<std::uint64_t>(count));
        }
    } else {
        // rule: ring/change#add-server
        say(playing, serverAdded, "{server} joins. There are now {servers}.",
            name, std::uint64_t{world.members.size()});
    }
    if (world.dials.scheme == Scheme::mod) {
        tellModMoved(world, playing);
    } else {
        // rule: ring/change#add-server
        say(playing, keysMoved,
            "{moved} of {keys} keys move, {taken} of them to {server}. Its "
            "share lets theory expect about {expected}; mod N would move "
            "{mod}.",
            std::uint64_t{change.moved.size()}, change.keyCount,
            countTo(change, name), name, change.expected, change.movedByMod);
    }
    tellStayed(world, playing);
}

void tellRemoved(const World& world, const Playing& playing) {
    if (!playing.events) return;
    const Change& change = *world.change;
    const Symbol name = change.server;
    // rule: ring/change#remove-server
    say(playing, serverRemoved,
        "{server} leaves. Servers that are left: {servers}.", name,
        std::uint64_t{world.members.size()});
    if (world.members.empty()) {
        // rule: ring/change#remove-server
        say(playing, keysMoved,
            "All {keys} keys are without an owner. There is no server to hold "
            "them until one is added.",
            change.keyCount);
        return;
    }
    if (world.dials.scheme == Scheme::mod) {
        tellModMoved(world, playing);
    } else if (world.dials.scheme == Scheme::jump &&
               change.moved.size() != countFrom(change, name)) {
        // rule: ring/change#remove-server
        say(playing, keysMoved,
            "{moved} of {keys} keys move, {left} of them from {server}. Jump "
            "can only lose its last bucket: who stood behind {server} moves "
            "up, and takes over other keys. Theory expects about {expected}.",
            std::uint64_t{change.moved.size()}, change.keyCount,
            countFrom(change, name), name, change.expected);
    } else {
        // rule: ring/change#remove-server
        say(playing, keysMoved,
            "{moved} of {keys} keys move, {left} of them from {server}. Its "
            "share lets theory expect about {expected}; mod N would move "
            "{mod}.",
            std::uint64_t{change.moved.size()}, change.keyCount,
            countFrom(change, name), name, change.expected, change.movedByMod);
    }
    tellStayed(world, playing);
}

void tellReweighted(const World& world, const Playing& playing) {
    if (!playing.events) return;
    const Change& change = *world.change;
    const Member& member = world.members[memberNamed(world, change.server)];
    // rule: ring/change#reweigh
    say(playing, weightChanged, "{server} now has weight {weight}.",
        change.server, member.weight);
    if (!weighs(world.dials.scheme)) {
        // rule: ring/change#reweigh
        say(playing, keysMoved,
            "No key moves. This scheme gives every server the same share, "
            "whatever its weight.");
        return;
    }
    // rule: ring/change#reweigh
    say(playing, keysMoved,
        "{moved} of {keys} keys move. The server's share of the weight "
        "changes by about {expected} keys.",
        std::uint64_t{change.moved.size()}, change.keyCount, change.expected);
    tellStayed(world, playing);
}

void tellAdjusted(const World& world, const Playing& playing) {
    if (!playing.events) return;
    const Change& change = *world.change;
    if (change.kind == ChangeKind::otherKeys) {
        // rule: ring/change#adjust
        say(playing, rebalanced,
            "There are now {keys} keys. Each is placed for the first time, so "
            "none moves.",
            change.keyCount);
        return;
    }
    // rule: ring/change#adjust
    say(playing, rebalanced,
        "{moved} of {keys} keys move. The servers are the same; the rule that "
        "shares out the keys is another.",
        std::uint64_t{change.moved.size()}, change.keyCount);
    tellStayed(world, playing);
}

}  // namespace lockstep::ring
