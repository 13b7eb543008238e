// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/sharding.h"

#include "shard/delivery.h"
#include "shard/events.h"
#include "shard/move.h"
#include "shard/operate.h"
#include "shard/replicate.h"
#include "shard/request.h"
#include "shard/salt.h"
#include "shard/scan.h"
#include "shard/transaction.h"

namespace lockstep::shard {
namespace {

void askOne(World& world, ServerId from, Kind kind, const KeyValue& wish,
            const Playing& playing) {
    Asked asked;
    asked.id = world.nextRequest++;
    asked.kind = kind;
    asked.key = wish.key;
    asked.value = kind == Kind::put ? wish.value : Symbol::none;
    const Truth* truth = world.truthOf(asked.key);
    asked.notBefore = truth ? truth->promised : 0;
    Outbox out(world, from, playing);
    ask(*world.clientOn(from), asked, out);
}

void askFor(World& world, ServerId from, Kind kind, const KeyValue& wish,
            const Playing& playing) {
    for (const Symbol key : saltedKeys(world, wish.key, kind))
        askOne(world, from, kind, {key, wish.value}, playing);
}

// The same row again and again, from each client in turn.
void burst(World& world, Symbol key, std::uint32_t times,
           const Playing& playing) {
    for (std::uint32_t i = 0; i < times; ++i) {
        const std::size_t client = i % world.clients.size();
        const ServerId from = world.clients[client].server;
        if (world.up(from)) askFor(world, from, Kind::get, {key, {}}, playing);
    }
}

// The shard that does not answer may have another primary by now, or may not
// know that this one has.
void introduce(const Shard& shard, ServerId other, Outbox& out) {
    out.sendTo(out.router(), Where{});
    if (shard.view()->epoch > 1) out.send(other, Lead{*shard.view()});
}

void resend(World& world, ServerId server, const Playing& playing) {
    Outbox out(world, server, playing);
    if (server == world.router.server) {
        Router& router = world.router;
        repeatScans(router, out);
        repeatPairs(router, out);
        if (router.waits()) {
            out.startTimer(router.resend);
        } else {
            router.resend.stop();
        }
        return;
    }
    Shard& shard = *world.shardOn(server);
    if (!shard.outgoing.empty()) {
        out.say(resent, "{shard} has no answer yet, and says it again.",
                server);
    }
    for (const Outgoing& move : shard.outgoing) {
        if (out.replicated()) introduce(shard, move.target, out);
        repeat(shard, move, out);
    }
    inquire(shard, out);
    repeatCopies(shard, out);
    if (shard.waits()) {
        out.startTimer(shard.resend);
    } else {
        shard.resend.stop();
    }
}

Client* askerOf(World& world, RequestId id) {
    for (Client& client : world.clients) {
        for (const Asked& asked : client.asked) {
            if (asked.id == id) return &client;
        }
    }
    return nullptr;
}

// What an operator or a timer has changed at a primary goes to its followers.
void replicateAll(World& world, const Playing& playing) {
    if (world.dials.replicas == 1) return;
    for (Shard& shard : world.shards) {
        if (!world.up(shard.server)) continue;
        Outbox out(world, shard.server, playing);
        replicate(shard, out);
    }
}

void act(World& world, const Action& action, const Playing& playing) {
    const Symbol n = symbolOf(action.n);
    const Symbol m = symbolOf(action.m);
    const auto text = [&] { return world.setup->symbols.text(n); };
    Outbox router(world, world.router.server, playing);
    switch (verbOf(action)) {
        case ShardVerb::put:
            askFor(world, world.asker, Kind::put, {n, m}, playing);
            return;
        case ShardVerb::get:
            askFor(world, world.asker, Kind::get, {n, {}}, playing);
            return;
        case ShardVerb::remove:
            askFor(world, world.asker, Kind::remove, {n, {}}, playing);
            return;
        case ShardVerb::scan: beginScan(world.router, n, m, router); return;
        case ShardVerb::putBoth:
            beginPair(world.router, world.nextTransaction++,
                      keyValueOf(world, n), keyValueOf(world, m), router);
            return;
        case ShardVerb::move:
            move(world, text(), action.a, action.b, playing);
            return;
        case ShardVerb::add: add(world, action.a, playing); return;
        case ShardVerb::leave: shard::remove(world, action.a, playing); return;
        case ShardVerb::split: split(world, n, playing); return;
        case ShardVerb::merge: merge(world, n, playing); return;
        case ShardVerb::burst: burst(world, n, action.m, playing); return;
        case ShardVerb::salt: salt(world, n, action.m, playing); return;
        case ShardVerb::client: world.asker = action.a; return;
        case ShardVerb::retry: {
            Client& client = *askerOf(world, action.n);
            Outbox out(world, client.server, playing);
            shard::retry(client, action.n, out);
            return;
        }
        case ShardVerb::resend: resend(world, action.a, playing); return;
        case ShardVerb::beat:
        case ShardVerb::suspect: {
            Shard& shard = *world.shardOn(action.a);
            Outbox out(world, action.a, playing);
            shard.leads() ? beat(shard, out) : suspect(shard, out);
        }
    }
}

}  // namespace

void Sharding::receive(World& world, const Packet<Message>& packet,
                       const Playing& playing) {
    deliver(world, packet, playing);
}

void Sharding::apply(World& world, const Action& action,
                     const Playing& playing) {
    act(world, action, playing);
    replicateAll(world, playing);
}

void Sharding::crash(World& world, ServerId server) {
    if (Client* client = world.clientOn(server)) {
        client->asked.clear();
    } else if (Shard* shard = world.shardOn(server)) {
        shard->resend.stop();
        shard->watch.stop();
        shard->unsaid.clear();
        shard->requests = 0;
    } else {
        Router& router = world.router;
        if (!router.scans.empty()) router.scan = Outcome::failed;
        router.scans.clear();
        forgetVotes(world);
        router.resend.stop();
    }
}

void Sharding::restart(World& world, ServerId server, const Playing& playing) {
    Outbox out(world, server, playing);
    if (Shard* shard = world.shardOn(server)) {
        restartShard(*shard, out);
    } else if (server == world.router.server && world.router.waits()) {
        out.startTimer(world.router.resend);
    }
}

void Sharding::visitGauges(const World& world, const GaugeSink& sink) {
    for (const Shard& shard : world.shards) {
        sink(0, shard.server, static_cast<double>(shard.store.live()));
        sink(1, shard.server, shard.requests);
    }
    sink(2, {}, world.redirects);
}

}  // namespace lockstep::shard
