// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/owner_telling.h"

#include "ring/events.h"

namespace lockstep::ring {
namespace {

Sentence belongs(Scheme scheme) {
    switch (scheme) {
        case Scheme::ring:
            // rule: ring/hash_ring#find-owner
            return "{key} belongs to {server}. The point that the search "
                   "found is that server's.";
        case Scheme::bounded:
            // rule: ring/bounded#bounded
            return "{key} belongs to {server}. Clockwise it is the first "
                   "server with room.";
        case Scheme::mod:
            // rule: ring/modulo#mod
            return "{key} belongs to {server}. The rest is its number.";
        case Scheme::jump:
            // rule: ring/jump#jump
            return "{key} belongs to {server}. The last jump led to its "
                   "bucket.";
        case Scheme::rendezvous:
            // rule: ring/rendezvous#rendezvous
            return "{key} belongs to {server}. It has the best score.";
        case Scheme::maglev:
            // rule: ring/maglev#maglev-populate
            return "{key} belongs to {server}. The entry of the table names "
                   "it.";
    }
    return "";
}

}  // namespace

void tellOwner(const World& world, Symbol server, const Playing& playing) {
    say(playing, ownerFound, belongs(world.placement->plan.scheme),
        world.lookedUp, server);
}

}  // namespace lockstep::ring
