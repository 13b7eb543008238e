// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/move.h"

#include <algorithm>

#include "shard/events.h"

namespace lockstep::shard {
namespace {

Outgoing* moveOf(Shard& shard, MoveId id) {
    for (Outgoing& move : shard.outgoing) {
        if (move.id == id) return &move;
    }
    return nullptr;
}

Incoming* arrivalOf(Shard& shard, ServerId source, MoveId id) {
    for (Incoming& move : shard.incoming) {
        if (move.id == id && move.source == source) return &move;
    }
    return nullptr;
}

bool tookAlready(const Shard& shard, ServerId source, MoveId id) {
    return std::any_of(shard.taken.begin(), shard.taken.end(),
                       [&](const Serial& serial) {
                           return serial.writer == source && serial.last >= id;
                       });
}

void noteTaken(Shard& shard, ServerId source, MoveId id) {
    for (Serial& serial : shard.taken) {
        if (serial.writer != source) continue;
        serial.last = std::max(serial.last, id);
        return;
    }
    shard.taken.push_back({source, id});
}

bool givesAway(const Shard& shard, const Area& area) {
    return std::any_of(
        shard.outgoing.begin(), shard.outgoing.end(),
        [&](const Outgoing& move) { return overlap(move.area, area); });
}

bool isHeld(const Shard& shard, const Area& area, Outbox& out) {
    return std::any_of(shard.prepared.begin(), shard.prepared.end(),
                       [&](const Prepared& one) {
                           return area.contains(out.placeOf(one.key));
                       });
}

void sendRow(Shard& source, const Outgoing& move, Outbox& out) {
    const Row* row = source.store.find(move.onItsWay, out.symbols);
    out.send(move.target, MoveRow{move.id, move.number, *row});
}

void sendHandOver(Shard& source, const Outgoing& move, Outbox& out) {
    const std::uint32_t epoch = source.directory.epochIn(move.area) + 1;
    out.send(move.target, HandOver{move.id, epoch});
}

// [next-row]
// The next row of the area goes over; one that a write over two shards holds
// waits. After the last the area itself follows.
void nextRow(Shard& source, Outgoing& move, Outbox& out) {
    if (move.phase != Outgoing::Phase::copying ||
        move.onItsWay != Symbol::none) {
        return;
    }
    for (const Row& row : source.store.rows()) {
        const bool leaves = move.area.contains(out.placeOf(row.key));
        if (!leaves || source.preparedFor(row.key)) continue;
        move.onItsWay = row.key;
        ++move.number;
        out.say(rowSent,
                "{source} sends row {key} to {target}. Until it has arrived "
                "nobody may change it.",
                source.server, row.key, move.target);
        sendRow(source, move, out);
        return;
    }
    if (isHeld(source, move.area, out)) {
        out.say(moveWaits,
                "{source} cannot hand over {area} yet. A write over two "
                "shards holds a row of it.",
                source.server, move.area);
        return;
    }
    move.phase = Outgoing::Phase::handing;
    out.say(handedOver,
            "{source} has no row of {area} any more, and hands it over to "
            "{target}.",
            source.server, move.area, move.target);
    sendHandOver(source, move, out);
}
// [next-row]

void leaveIfEmpty(Shard& shard, Outbox& out) {
    if (!shard.leaving || !shard.outgoing.empty()) return;
    if (!shard.directory.areaOf(shard.id).empty()) return;
    shard.gone = true;
    out.say(shardGone, "{shard} owns nothing any more, and is gone.",
            shard.server);
}

}  // namespace

// [begin-move]
void beginMove(Shard& source, ServerId target, const Area& area, MoveId id,
               Outbox& out) {
    source.outgoing.push_back({id, target, area, {}, {}, 0});
    out.say(moveBegan, "{source} is to hand over {area} to {target}.",
            source.server, area, target);
    out.send(target, Import{id, area});
    out.startTimer(source.resend);
}
// [begin-move]

// [import]
// The target must know of the move before the first row or client comes. A
// shard that has not heard the end of a move the other way does not answer
// yet; the owner will say it again.
void receive(Shard& target, const Import& import, ServerId source,
             Outbox& out) {
    if (!arrivalOf(target, source, import.move)) {
        if (tookAlready(target, source, import.move)) {
            out.say(oldMove, "{target} has long taken what {source} offers.",
                    target.server, source);
            return;
        }
        if (givesAway(target, import.area)) {
            out.say(moveWaits,
                    "{target} is not done with handing over some of {area}, "
                    "and does not get ready yet.",
                    target.server, import.area);
            return;
        }
        target.incoming.push_back({import.move, source, import.area, 0});
        out.say(importing,
                "{target} gets ready for {area} from {source}. It serves only "
                "clients that {source} sends.",
                target.server, import.area, source);
    }
    out.send(source, Ready{import.move});
}
// [import]

void receive(Shard& source, const Ready& ready, Outbox& out) {
    Outgoing* move = moveOf(source, ready.move);
    if (!move || move->phase != Outgoing::Phase::asking) return;
    move->phase = Outgoing::Phase::copying;
    nextRow(source, *move, out);
    out.startTimer(source.resend);
}

// [store-row]
// Rows come in order, one at a time. One that comes twice must not undo what
// clients have written to it here since.
void receive(Shard& target, const MoveRow& moved, ServerId source,
             Outbox& out) {
    Incoming* move = arrivalOf(target, source, moved.move);
    if (!move) {
        out.say(oldMove, "{target} has long taken what {source} sends.",
                target.server, source);
        return;
    }
    const bool isNext = moved.number == move->received + 1;
    if (isNext) {
        move->received = moved.number;
        target.store.put(moved.row, out.symbols);
        out.say(rowStored, "{target} stores row {key}, and tells {source}.",
                target.server, moved.row.key, source);
    } else {
        out.say(oldMove, "{target} has had this row, and only says so again.",
                target.server);
    }
    out.send(source, Stored{moved.move, moved.number});
}
// [store-row]

// [row-gone]
void receive(Shard& source, const Stored& stored, Outbox& out) {
    Outgoing* move = moveOf(source, stored.move);
    const bool isExpected =
        move && move->onItsWay != Symbol::none && move->number == stored.number;
    if (!isExpected) return;
    out.say(rowGone,
            "{source} deletes its copy of {key}. Who asks for it is sent to "
            "{target} from now on.",
            source.server, move->onItsWay, move->target);
    source.store.erase(move->onItsWay, out.symbols);
    move->onItsWay = Symbol::none;
    out.noteRowMoved();
    nextRow(source, *move, out);
    out.startTimer(source.resend);
}
// [row-gone]

// [take-over]
// From here on the target owns the area: its epoch is higher than anybody
// else's.
void receive(Shard& target, const HandOver& handOver, ServerId source,
             Outbox& out) {
    Incoming* move = arrivalOf(target, source, handOver.move);
    if (move) {
        const Area area = move->area;
        target.directory.learn(area, target.id, handOver.epoch);
        target.incoming.erase(target.incoming.begin() +
                              (move - target.incoming.data()));
        noteTaken(target, source, handOver.move);
        out.noteOwner();
        out.say(ownerChanged,
                "{target} owns {area} now, by epoch {epoch}. It tells "
                "{source} and the router.",
                target.server, area, handOver.epoch, source);
        out.send(out.router(), News{area, target.id, handOver.epoch});
    } else if (!tookAlready(target, source, handOver.move)) {
        return;
    }
    out.send(source, Taken{handOver.move});
}
// [take-over]

void receive(Shard& source, const Taken& taken, Outbox& out) {
    Outgoing* move = moveOf(source, taken.move);
    if (!move) return;
    const std::uint32_t epoch = source.directory.epochIn(move->area) + 1;
    source.directory.learn(move->area, move->target, epoch);
    out.say(moveEnded,
            "{source} no longer owns {area}, and knows that {target} does.",
            source.server, move->area, move->target);
    source.outgoing.erase(source.outgoing.begin() +
                          (move - source.outgoing.data()));
    if (!source.waits()) source.resend.stop();
    leaveIfEmpty(source, out);
}

void goOn(Shard& source, Outbox& out) {
    for (Outgoing& move : source.outgoing)
        nextRow(source, move, out);
}

void repeat(Shard& source, const Outgoing& move, Outbox& out) {
    switch (move.phase) {
        case Outgoing::Phase::asking:
            out.send(move.target, Import{move.id, move.area});
            return;
        case Outgoing::Phase::copying:
            if (move.onItsWay != Symbol::none) sendRow(source, move, out);
            return;
        case Outgoing::Phase::handing: sendHandOver(source, move, out);
    }
}

}  // namespace lockstep::shard
