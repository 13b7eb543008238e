// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/lookup_telling.h"

#include "ring/events.h"
#include "ring/owner_telling.h"
#include "ring/rendezvous.h"
#include "ring/telling.h"

namespace lockstep::ring {
namespace {

class Teller {
public:
    Teller(const World& world, const Playing& playing)
        : world_(world),
          placement_(*world.placement),
          key_(world.lookedUp),
          text_(world.setup->symbols.text(key_)),
          hash_(hashOfKey(text_, keyHash(placement_.plan))),
          playing_(playing) {}

    void tell(const Stop& stop) {
        const Symbol server = nameOf(world_, stop.server);
        switch (stop.kind) {
            case StopKind::hash: tellHash(); return;
            case StopKind::bucket:
                // rule: ring/jump#jump
                say(playing_, searched,
                    "The hash jumps to bucket {bucket}, which is {server}. It "
                    "jumps on while there are buckets.",
                    stop.server, server);
                return;
            case StopKind::landing: tellLanding(stop); return;
            case StopKind::full:
                // rule: ring/bounded#bounded
                say(playing_, pointsPassed,
                    "Points of full servers that are passed over: {points}. "
                    "Nobody takes more than its bound.",
                    std::uint64_t{stop.count});
                return;
            case StopKind::owner:
                tellOwner(world_, server, playing_);
                return;
            case StopKind::passed: tellPassed(stop); return;
            case StopKind::replica:
                // rule: ring/placement#replicas
                say(playing_, replicaFound,
                    "{server} holds a copy. It is the next server that has "
                    "none yet.",
                    server);
                return;
        }
    }

    void tellReplicas(const std::vector<Stop>& route) {
        std::string list;
        std::uint64_t found = 1;
        for (const Stop& stop : route) {
            if (stop.kind != StopKind::replica) continue;
            ++found;
            list += (list.empty() ? "" : " ") +
                    std::string(world_.setup->symbols.text(
                        nameOf(world_, stop.server)));
        }
        if (found < world_.dials.replicas) {
            // rule: ring/placement#replicas
            say(playing_, replicasFound,
                "There are only {servers} servers, too few for {replicas} "
                "copies. Each of them holds one.",
                found, world_.dials.replicas);
        } else if (usesRing(placement_.plan.scheme)) {
            // rule: ring/hash_ring#replicas
            say(playing_, replicasFound,
                "The other copies are at {servers}. These are the next "
                "different servers clockwise; points of a server that has a "
                "copy are passed over.",
                phrase(world_, list));
        } else {
            // rule: ring/placement#replicas
            say(playing_, replicasFound,
                "The other copies are at {servers}. These are the next "
                "different servers by the same rule.",
                phrase(world_, list));
        }
    }

    void tellBound(const Stop& owner, std::uint64_t passed) {
        // rule: ring/bounded#bounded
        say(playing_, searched,
            "Points of full servers that were passed on the way: {passed}. "
            "{server} takes at most {most} keys.",
            passed, nameOf(world_, owner.server),
            placement_.capacities[owner.server]);
    }

private:
    void tellHash() {
        const Scheme scheme = placement_.plan.scheme;
        if (scheme == Scheme::rendezvous) {
            tellScores();
        } else if (usesRing(scheme)) {
            // rule: ring/hashing#hash-key
            say(playing_, keyHashed,
                "{key} hashes to a place {percent} % of the way round the "
                "ring.",
                key_, percentRound(world_, place()));
        } else {
            // rule: ring/hashing#hash-key
            say(playing_, keyHashed, "{key} has the hash {hash}.", key_,
                phrase(world_, std::to_string(hash_)));
        }
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
        // rule: ring/rendezvous#rendezvous
        say(playing_, keyHashed,
            "Every server has a score for {key}, the hash of both names: "
            "{scores}. They are out of 1000.",
            key_, phrase(world_, list));
    }

    void tellLanding(const Stop& stop) {
        const Symbol server = nameOf(world_, stop.server);
        const std::uint64_t servers = world_.members.size();
        switch (placement_.plan.scheme) {
            case Scheme::ring:
            case Scheme::bounded:
                tellPoint(placement_.ring.points()[stop.at]);
                return;
            case Scheme::mod:
                // rule: ring/modulo#mod
                say(playing_, searched,
                    "The rest by {servers} servers is {rest}. That is "
                    "{server}, counted from 0.",
                    servers, stop.server, server);
                return;
            case Scheme::jump:
                // rule: ring/jump#jump
                say(playing_, searched,
                    "The next jump would pass {servers} buckets, so it stays "
                    "in {bucket}. That is {server}, counted from 0.",
                    servers, stop.server, server);
                return;
            case Scheme::maglev:
                // rule: ring/maglev#maglev-populate
                say(playing_, searched,
                    "Entry {entry} of the table of {size} names {server}. The "
                    "entry is the rest of the hash by the table's size.",
                    std::uint64_t{stop.at},
                    std::uint64_t{placement_.table.size()}, server);
                return;
            case Scheme::rendezvous:
                // rule: ring/rendezvous#rendezvous
                say(playing_, searched,
                    "The best score wins. A weight above 1 makes a score "
                    "better.");
                return;
        }
    }

    void tellPoint(const Point& point) {
        const Symbol name = nameOf(world_, point.server);
        const Symbol at = percentRound(world_, point.position);
        if (point.position < place() && placement_.ring.sorted()) {
            // rule: ring/hash_ring#find-owner
            say(playing_, searched,
                "No point lies behind it, so the search goes on at the start: "
                "point {number} of {server} at {percent} %.",
                point.number, name, at);
        } else {
            // rule: ring/hash_ring#find-owner
            say(playing_, searched,
                "The search finds point {number} of {server} at {percent} %. "
                "It is the first at or after the key, clockwise.",
                point.number, name, at);
        }
    }

    void tellPassed(const Stop& stop) {
        if (placement_.plan.scheme == Scheme::maglev) {
            // rule: ring/placement#around
            say(playing_, pointsPassed,
                "Entries that are passed over: {count}. They name a server "
                "that holds a copy already.",
                std::uint64_t{stop.count});
        } else {
            // rule: ring/hash_ring#replicas
            say(playing_, pointsPassed,
                "Points that are passed over: {count}. They are of a server "
                "that holds a copy already.",
                std::uint64_t{stop.count});
        }
    }

    Position place() const {
        return positionOf(hash_, keyHash(placement_.plan));
    }

    const World& world_;
    const Placement& placement_;
    Symbol key_;
    std::string_view text_;
    std::uint64_t hash_;
    const Playing& playing_;
};

}  // namespace

void tellRoute(const World& world, const std::vector<Stop>& route,
               const Playing& playing) {
    if (!playing.events) return;
    Teller teller(world, playing);
    std::uint64_t full = 0;
    for (const Stop& stop : route) {
        switch (stop.kind) {
            case StopKind::full: full = stop.count; break;
            case StopKind::owner:
                if (world.dials.scheme == Scheme::bounded) {
                    teller.tellBound(stop, full);
                }
                teller.tell(stop);
                break;
            case StopKind::hash:
            case StopKind::landing: teller.tell(stop); break;
            case StopKind::bucket:
            case StopKind::passed:
            case StopKind::replica: break;
        }
    }
    if (world.dials.replicas > 1) teller.tellReplicas(route);
}

void tellStop(const World& world, const Stop& stop, const Playing& playing) {
    if (playing.events) Teller(world, playing).tell(stop);
}

}  // namespace lockstep::ring
