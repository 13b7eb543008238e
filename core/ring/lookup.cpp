// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/lookup.h"

#include <algorithm>

#include "ring/events.h"
#include "ring/rendezvous.h"
#include "ring/telling.h"

namespace lockstep::ring {
namespace {

// Says how one key is looked up.
class Teller {
public:
    Teller(const World& world, Symbol key, const Playing& playing)
        : world_(world),
          placement_(*world.placement),
          key_(key),
          text_(world.setup->symbols.text(key)),
          hash_(hashOfKey(text_, keyHash(placement_.plan))),
          playing_(playing) {}

    void tell(const std::vector<ServerIndex>& holders) {
        tellSearch(holders.front());
        const Symbol owner = nameOf(world_, holders.front());
        say(playing_, ownerFound, "{key} belongs to {server}.", key_, owner);
        if (world_.dials.replicas > 1) tellReplicas(holders);
    }

private:
    void tellSearch(ServerIndex owner) {
        switch (placement_.plan.scheme) {
            case Scheme::ring: tellRing(); return;
            case Scheme::bounded:
                tellRing();
                tellBound(owner);
                return;
            case Scheme::mod:
                tellHash();
                say(playing_, searched,
                    "The rest by {servers} servers is {rest}. That is "
                    "{server}, "
                    "counted from 0.",
                    count(), owner, nameOf(world_, owner));
                return;
            case Scheme::jump:
                tellHash();
                say(playing_, searched,
                    "It jumps ahead until a jump would pass {servers} buckets, "
                    "and lands in {bucket}. That is {server}, counted from 0.",
                    count(), owner, nameOf(world_, owner));
                return;
            case Scheme::maglev: tellTable(owner); return;
            case Scheme::rendezvous: tellScores(); return;
        }
    }

    void tellHash() {
        say(playing_, keyHashed, "{key} has the hash {hash}.", key_,
            phrase(world_, std::to_string(hash_)));
    }

    // [walk]
    void tellRing() {
        const Position place = positionOf(hash_, keyHash(placement_.plan));
        say(playing_, keyHashed,
            "{key} hashes to a place {percent} % of the way round the ring.",
            key_, percentRound(world_, place));
        const Point& point =
            placement_.ring.points()[placement_.ring.find(place)];
        const Symbol name = nameOf(world_, point.server);
        const Symbol at = percentRound(world_, point.position);
        if (point.position < place && placement_.ring.sorted()) {
            say(playing_, searched,
                "No point lies behind it, so the search goes on at the start: "
                "point {number} of {server} at {percent} %.",
                point.number, name, at);
        } else {
            say(playing_, searched,
                "The search finds point {number} of {server} at {percent} %. "
                "It is the first at or after the key, clockwise.",
                point.number, name, at);
        }
    }
    // [walk]

    void tellBound(ServerIndex owner) {
        const auto around = placement_.ring.walk(
            positionOf(hash_, keyHash(placement_.plan)), world_.members.size());
        const auto passed = static_cast<std::uint64_t>(
            std::find(around.begin(), around.end(), owner) - around.begin());
        if (passed == 0) {
            say(playing_, searched,
                "{server} has room. No server takes more than {most} keys.",
                nameOf(world_, owner), placement_.capacities[owner]);
        } else {
            say(playing_, searched,
                "Full servers that were passed on the way: {passed}. {server} "
                "takes at most {most} keys and had room.",
                passed, nameOf(world_, owner), placement_.capacities[owner]);
        }
    }

    void tellTable(ServerIndex owner) {
        tellHash();
        const std::uint64_t size = placement_.table.size();
        say(playing_, searched,
            "Entry {entry} of the table of {size} names {server}. The entry is "
            "the rest of the hash by the table's size.",
            hash_ % size, size, nameOf(world_, owner));
    }

    void tellScores() {
        std::string list;
        for (std::size_t i = 0; i < world_.members.size() && i < 8; ++i) {
            const Server& server = placement_.servers[i];
            const std::uint64_t score = rendezvousScore(server.name, text_);
            list += (list.empty() ? "" : ", ") + server.name + ' ' +
                    std::to_string((score >> 32) * 1000 >> 32);
        }
        if (world_.members.size() > 8) list += " and so on";
        say(playing_, keyHashed,
            "Every server has a score for {key}, the hash of both names: "
            "{scores}. They are out of 1000.",
            key_, phrase(world_, list));
        say(playing_, searched,
            "The best score wins. A weight above 1 makes a score better.");
    }

    void tellReplicas(const std::vector<ServerIndex>& holders) {
        std::string list;
        for (std::size_t i = 1; i < holders.size(); ++i) {
            list += (i == 1 ? "" : " ") +
                    std::string(
                        world_.setup->symbols.text(nameOf(world_, holders[i])));
        }
        if (holders.size() < world_.dials.replicas) {
            say(playing_, replicasFound,
                "There are only {servers} servers, too few for {replicas} "
                "copies. Each of them holds one.",
                count(), world_.dials.replicas);
        } else if (usesRing(placement_.plan.scheme)) {
            say(playing_, replicasFound,
                "The other copies are at {servers}. These are the next "
                "different servers clockwise; points of a server that has a "
                "copy are passed over.",
                phrase(world_, list));
        } else {
            say(playing_, replicasFound,
                "The other copies are at {servers}. These are the next "
                "different servers by the same rule.",
                phrase(world_, list));
        }
    }

    std::uint64_t count() const { return world_.members.size(); }

    const World& world_;
    const Placement& placement_;
    Symbol key_;
    std::string_view text_;
    std::uint64_t hash_;
    const Playing& playing_;
};

}  // namespace

// [look-up]
void lookUp(World& world, Symbol key, const Playing& playing) {
    ++world.lookups;
    world.lookedUp = key;
    const auto holders = holdersOf(world, world.setup->symbols.text(key));
    if (!holders.empty()) {
        ++world.members[holders.front()].lookups;
        if (playing.events) Teller(world, key, playing).tell(holders);
    } else if (world.has(Flaw::emptyRing)) {
        world.ranPastTheEnd = true;
        say(playing, readPastTheEnd,
            "The search for {key} reads point 0 of a list of 0 points. A real "
            "program ends here: the index is out of range.",
            key);
    } else {
        say(playing, noOwner,
            "Nobody owns {key}. There is no server, and the look-up says so "
            "instead of reading a list that is empty.",
            key);
    }
}
// [look-up]

std::vector<ServerIndex> holdersOf(const World& world, std::string_view key) {
    return replicasOf(*world.placement, key, world.dials.replicas);
}

}  // namespace lockstep::ring
