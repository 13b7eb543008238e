// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/serve.h"

#include "shard/events.h"

namespace lockstep::shard {
namespace {

// [serve-get]
void serveGet(Shard& shard, const Request& request, ServerId client,
              Outbox& out) {
    const Row* row = shard.store.find(request.key, out.symbols);
    const bool found = row && row->live();
    if (found) {
        out.say(requestServed, "{shard} reads {key} = {value} for {client}.",
                shard.server, request.key, row->value, client);
    } else {
        out.say(requestServed,
                "{shard} has no row {key}, and tells {client} so.",
                shard.server, request.key, client);
    }
    const Symbol value = found ? row->value : Symbol::none;
    out.send(client, Reply{request.id, value, row ? row->written : 0});
}
// [serve-get]

// [serve-write]
// A write that comes twice, because its answer was lost or the network
// doubled it, is answered twice and done once.
void serveWrite(Shard& shard, const Request& request, ServerId client,
                Outbox& out) {
    const Row* row = shard.store.find(request.key, out.symbols);
    if (row && row->lastOf(client) >= request.id) {
        out.say(repeatSeen,
                "{shard} has done this write of {client} already, and only "
                "says so again.",
                shard.server, client);
        out.send(client, Reply{request.id, row->value, row->written});
        return;
    }
    const std::uint32_t written =
        write(shard, request.key, request.value, client, request.id, out);
    if (request.kind == Kind::put) {
        out.say(requestServed, "{shard} writes {key} = {value} for {client}.",
                shard.server, request.key, request.value, client);
    } else {
        out.say(requestServed, "{shard} deletes {key} for {client}.",
                shard.server, request.key, client);
    }
    out.send(client, Reply{request.id, request.value, written});
}
// [serve-write]

void serve(Shard& shard, const Request& request, ServerId client, Outbox& out) {
    if (request.kind == Kind::get) {
        serveGet(shard, request, client, out);
    } else {
        serveWrite(shard, request, client, out);
    }
}

// [moved]
// The client's directory is out of date: it is told who owns the place now,
// and remembers it (Redis Cluster specification, "MOVED redirection").
void sendMoved(const Shard& shard, const Request& request, const Place& place,
               ServerId client, Outbox& out) {
    const Piece& piece = shard.directory.at(place);
    Span span = shard.directory.spanAt(place);
    if (out.scheme() == Scheme::slots) {
        span = slotSpan(place.number, place.number + 1);
    }
    out.say(movedSent,
            "{shard} answers MOVED {place} {owner}. It does not own the "
            "place, and the last it heard is that {owner} does.",
            shard.server, place, piece.owner);
    out.send(client, Moved{request.id, request.attempt, Area({span}),
                           piece.owner, piece.epoch});
}
// [moved]

// [ask]
// The place is moving and this row is not here, so it is at the target or
// nowhere. The client is sent there for this once: the shard still owns the
// place (Redis Cluster specification, "ASK redirection").
void sendAsk(const Shard& shard, const Request& request, const Place& place,
             const Outgoing& move, ServerId client, Outbox& out) {
    out.say(askSent,
            "{shard} answers ASK {place} {target}. The place is moving, and "
            "{key} is not here: it is there already, or nowhere.",
            shard.server, place, move.target, request.key);
    out.send(client, Ask{request.id, request.attempt, move.target, move.id});
}
// [ask]

// [busy]
// A row that is on its way is at neither end for sure, and one that a write
// over two shards holds may be about to change.
bool isBusy(const Shard& shard, const Request& request, Outbox& out) {
    const bool onItsWay = shard.isOnItsWay(request.key);
    if (onItsWay && !out.has(Flaw::unlockedMove)) {
        out.say(rowBusy,
                "{shard} lets nobody at {key}, because the row is on its way "
                "to another shard.",
                shard.server, request.key);
        return true;
    }
    const Prepared* prepared = shard.preparedFor(request.key);
    if (!prepared) return false;
    out.say(rowBusy,
            "{shard} lets nobody at {key}. It has promised to write it in "
            "transaction {transaction}, and does not know yet whether it "
            "must.",
            shard.server, request.key, prepared->id);
    return true;
}
// [busy]

}  // namespace

std::uint32_t write(Shard& shard, Symbol key, Symbol value, ServerId writer,
                    RequestId request, Outbox& out) {
    Row& row = shard.store.make(key, out.symbols);
    row.value = value;
    row.note(writer, request);
    row.written = out.noteWrite(key, value);
    return row.written;
}

// [serve-request]
// The owner serves. While the place moves it serves the rows that it still
// has, and sends the client after the others; the target serves only who was
// sent to it. Everybody else redirects.
void receive(Shard& shard, const Request& request, ServerId client,
             Outbox& out) {
    ++shard.requests;
    const Place place = out.placeOf(request.key);
    const bool owns = shard.directory.at(place).owner == shard.id;
    const Outgoing* leaving = shard.outgoingAt(place);
    const Incoming* arriving = shard.incomingAt(place);
    const bool isHere = shard.store.find(request.key, out.symbols) != nullptr;
    const bool wentOver =
        leaving && leaving->phase != Outgoing::Phase::asking && !isHere;
    const bool wasSent = arriving && request.asking == arriving->id;

    if (isBusy(shard, request, out)) {
        out.send(client, TryAgain{request.id, request.attempt});
    } else if (out.has(Flaw::noRedirect)) {
        serve(shard, request, client, out);
    } else if (owns && wentOver) {
        sendAsk(shard, request, place, *leaving, client, out);
    } else if (owns || wasSent) {
        serve(shard, request, client, out);
    } else {
        sendMoved(shard, request, place, client, out);
    }
}
// [serve-request]

}  // namespace lockstep::shard
