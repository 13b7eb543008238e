// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a request: picked, queued, served, ended.
#include "balance/serve.h"

#include "balance/events.h"
#include "balance/health.h"
#include "balance/pool.h"
#include "balance/queue.h"
#include "balance/watch.h"
#include "requests/arrivals.h"

namespace lockstep::balance {
namespace {

// Schedules the end that comes first: of the service, if it has begun, or of
// the client's patience.
void scheduleEnd(World& world, Slot slot, std::optional<Time> served,
                 bool fails = false) {
    Request request = world.requests[slot];
    const auto& timeout = world.settings.timeout;
    const Time patience =
        timeout ? request.arrived + *timeout : Time(Time::max());
    if (served && *served <= patience) {
        request.ends = fails ? Request::End::fail : Request::End::finish;
    } else {
        served = patience;
        request.ends = timeout ? Request::End::abandon : Request::End::byHand;
    }
    world.requests.set(slot, request);
    if (request.ends == Request::End::byHand) return;
    world.ends.set(
        slot, {true, world.cluster.now, *served, world.cluster.nextOrder++});
}

// [serve]
// What a request takes is in its lot, and a slow server stretches it.
void serve(World& world, Slot slot) {
    const Request& request = world.requests[slot];
    const ServerId id = request.server;
    const Server& server = world.server(id);
    if (!world.settings.service || server.hangs) {
        scheduleEnd(world, slot, std::nullopt);
        return;
    }
    Random lot(request.lot);
    const DurationRange& range = *world.settings.service;
    Duration takes =
        world.settings.distribution == Distribution::uniform
            ? lot.within(range)
            : requests::exponential(lot, (range.low + range.high) / 2);
    takes = takes * world.cluster.machine(id).slow / server.speed;
    const bool fails = lot.chance(world.settings.errors);
    scheduleEnd(world, slot, world.cluster.now + takes, fails);
}
// [serve]

void serveNext(World& world, ServerId id) {
    Server& server = world.server(id);
    while (server.waiting > 0 && hasFreeWorker(world, server)) {
        const Slot slot = server.firstWaiting;
        leaveQueue(world, slot);
        Request request = world.requests[slot];
        request.waits = false;
        world.requests.set(slot, request);
        serve(world, slot);
    }
}

// A client of a closed loop thinks, and then asks again.
void think(World& world, std::uint32_t client) {
    if (client == 0 || world.settings.loop != Loop::closed) return;
    if (client > world.settings.clients) return;
    world.thinking.set(client, {true, world.cluster.now,
                                world.cluster.now + world.settings.think,
                                world.cluster.nextOrder++});
}

void reject(World& world, const Request& request, const Playing& playing) {
    ++world.rejected;
    say(playing, rejected,
        "Request {request} is rejected. No server can take it.",
        request.number);
    think(world, request.client);
}

// [drop]
// The server's queue is full. The balancer learns of it as of an answer.
bool dropsRequest(World& world, const Request& request,
                  const Playing& playing) {
    Server& server = world.server(request.server);
    const auto& limit = world.settings.queue;
    if (hasFreeWorker(world, server) || !limit || server.waiting < *limit) {
        return false;
    }
    ++world.rejected;
    ++server.dropped;
    // Peak EWMA takes a drop for five seconds, or a full server, which
    // answers at once, would look like the fastest.
    observe(server.cost, Duration(5'000'000), world.cluster.now,
            world.settings.decay);
    say(playing, dropped,
        "Request {request} is dropped. The queue of {server} is full.",
        request.number, request.server);
    return true;
}
// [drop]

void send(World& world, const Request& request, const Playing& playing) {
    if (dropsRequest(world, request, playing)) {
        think(world, request.client);
        return;
    }
    const ServerId id = request.server;
    Server& server = world.server(id);
    const Slot slot = takeSlot(world);
    world.requests.set(slot, request);
    const bool free = hasFreeWorker(world, server);
    ++server.conns;
    ++world.open;
    if (!world.up(id)) {
        // Nobody listens there: the connection is refused at once.
        endRequest(world, slot, Ending::fail, playing);
    } else if (free) {
        serve(world, slot);
    } else {
        enqueue(world, slot);
        scheduleEnd(world, slot, std::nullopt);
        say(playing, queued,
            "Request {request} waits at {server}, behind {before} others.",
            request.number, id, server.waiting - 1);
    }
}

// Round robin of the short version takes the next modulo the number of
// servers there are, without asking whether that is 0.
bool crashesOnEmptyList(World& world, const Playing& playing) {
    if (!world.has(Flaw::emptyList)) return false;
    world.crashed = true;
    say(playing, balancerCrashed,
        "The balancer crashes. It took the next of no servers.");
    return true;
}

void notePick(World& world, const Pick& pick) {
    const ServerId id = pick->server;
    watchPick(world, id);
    noteTry(world, id);
    ++world.server(id).picks;
    if (world.picks.size() < picksKept) {
        world.picks.pushBack(id.index);
    } else {
        world.picks.set(world.picked % picksKept, id.index);
    }
    ++world.picked;
}

// What a request is like is drawn when it comes, from a generator of its own:
// the same ones come at the same times, whoever is picked.
Request drawRequest(World& world, Symbol key, std::uint32_t client,
                    const Playing& playing) {
    Request request;
    request.number = ++world.asked;
    request.client = client;
    request.key = key;
    request.arrived = world.cluster.now;
    if (!playing.exploring) request.lot = world.traffic.next();
    return request;
}

}  // namespace

// [take-request]
void arriveRequest(World& world, Symbol key, std::uint32_t client,
                   const Playing& playing) {
    Request request = drawRequest(world, key, client, playing);
    if (world.crashed) {
        reject(world, request, playing);
        return;
    }
    Pool pool(world, key, playing.events != nullptr);
    const Pick pick = pickBy(world.settings.policy, pool);
    if (!pick) {
        crashesOnEmptyList(world, playing);
        reject(world, request, playing);
        return;
    }
    if (playing.events) {
        say(playing, picked, pick->why, request.number, pick->server,
            world.setup->symbols.intern(pool.scores(pick->server)), key);
    }
    notePick(world, pick);
    request.server = pick->server;
    send(world, request, playing);
}
// [take-request]

Slot slotOf(const World& world, RequestNumber number, Slot hint) {
    const auto count = static_cast<Slot>(world.requests.size());
    if (number == 0) return noSlot;
    if (hint < count && world.requests[hint].number == number) return hint;
    for (Slot slot = 0; slot < count; ++slot) {
        if (world.requests[slot].number == number) return slot;
    }
    return noSlot;
}

// [end-request]
void endRequest(World& world, Slot slot, Ending ending,
                const Playing& playing) {
    const Request request = world.requests[slot];
    const ServerId id = request.server;
    Server& server = world.server(id);
    const Duration took = world.cluster.now - request.arrived;
    if (request.waits) leaveQueue(world, slot);
    world.ends.remove(slot);
    giveBack(world, slot);
    --world.open;
    --server.conns;
    observe(server.cost, took, world.cluster.now, world.settings.decay);
    if (ending == Ending::finish) {
        ++world.finished;
        ++server.finished;
        server.took += took;
        world.latencies.add(took);
        say(playing, finished, "Request {request} is done at {server}.",
            request.number, id);
    } else if (ending == Ending::fail) {
        ++world.failed;
        ++server.failed;
        say(playing, failed, "Request {request} fails at {server}.",
            request.number, id);
    } else if (ending == Ending::abandon) {
        ++world.failed;
        ++server.failed;
        say(playing, gaveUp,
            "Request {request} at {server} times out after {time}.",
            request.number, id, took);
    } else {
        ++world.failed;
    }
    if (ending != Ending::hangUp) {
        noteEnd(world, id, ending != Ending::finish, playing);
    }
    serveNext(world, id);
    think(world, request.client);
}
// [end-request]

}  // namespace lockstep::balance
