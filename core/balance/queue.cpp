// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/queue.h"

namespace lockstep::balance {
namespace {

// Without service times a server takes all it is given, unless its queue has
// a limit.
bool servesAFew(const World& world) {
    return world.settings.service || world.settings.queue;
}

}  // namespace

bool hasFreeWorker(const World& world, const Server& server) {
    return !servesAFew(world) ||
           server.conns - server.waiting < world.settings.workers;
}

Slot takeSlot(World& world) {
    if (world.freeSlot == noSlot) {
        world.requests.pushBack(Request{});
        return static_cast<Slot>(world.requests.size() - 1);
    }
    const Slot slot = world.freeSlot;
    world.freeSlot = world.requests[slot].next;
    return slot;
}

void giveBack(World& world, Slot slot) {
    Request free;
    free.next = world.freeSlot;
    world.requests.set(slot, free);
    world.freeSlot = slot;
}

// [enqueue]
void enqueue(World& world, Slot slot) {
    Request request = world.requests[slot];
    Server& server = world.server(request.server);
    request.waits = true;
    request.next = noSlot;
    world.requests.set(slot, request);
    if (server.lastWaiting == noSlot) {
        server.firstWaiting = slot;
    } else {
        Request before = world.requests[server.lastWaiting];
        before.next = slot;
        world.requests.set(server.lastWaiting, before);
    }
    server.lastWaiting = slot;
    ++server.waiting;
}
// [enqueue]

// Takes a request out of its server's queue, wherever it stands.
void leaveQueue(World& world, Slot slot) {
    const Request request = world.requests[slot];
    Server& server = world.server(request.server);
    Slot before = noSlot;
    for (Slot at = server.firstWaiting; at != slot;
         at = world.requests[at].next) {
        before = at;
    }
    if (before == noSlot) {
        server.firstWaiting = request.next;
    } else {
        Request one = world.requests[before];
        one.next = request.next;
        world.requests.set(before, one);
    }
    if (server.lastWaiting == slot) server.lastWaiting = before;
    --server.waiting;
}

}  // namespace lockstep::balance
