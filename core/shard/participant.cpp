// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/events.h"
#include "shard/move.h"
#include "shard/serve.h"
#include "shard/transaction.h"

namespace lockstep::shard {
namespace {

Prepared* find(Shard& shard, TransactionId id, Symbol key) {
    for (Prepared& one : shard.prepared) {
        if (one.id == id && one.key == key) return &one;
    }
    return nullptr;
}

RequestId lastOf(const Shard& shard, Symbol key, const Outbox& out) {
    const Row* row = shard.store.find(key, out.symbols);
    return row ? row->lastOf(out.router()) : 0;
}

// The row is free again: what waited for it goes on.
void release(Shard& shard, const Prepared& one, Outbox& out) {
    shard.prepared.erase(shard.prepared.begin() +
                         (&one - shard.prepared.data()));
    if (!shard.waits()) shard.resend.stop();
    goOn(shard, out);
}

// Why a shard cannot promise to write this row; nothing if it can.
const char* objection(const Shard& shard, const Prepare& prepare,
                      const Outbox& out) {
    const Place place = out.placeOf(prepare.key);
    if (shard.directory.at(place).owner != shard.id) {
        return "it does not own the row";
    }
    if (shard.outgoingAt(place)) return "the row's place is moving";
    if (shard.preparedFor(prepare.key)) {
        return "another transaction holds the row";
    }
    if (lastOf(shard, prepare.key, out) > prepare.id) {
        return "a later transaction has written the row";
    }
    return nullptr;
}

}  // namespace

// [vote]
// Who votes yes writes down what it is to write, and holds the row: it must be
// able to do it whatever comes, a crash included, and nobody may read or write
// the row until it is told.
void receive(Shard& shard, const Prepare& prepare, Outbox& out) {
    const auto vote = [&](bool yes) {
        out.send(out.router(),
                 Vote{prepare.id, prepare.key, yes, shard.directory});
    };
    const bool again = find(shard, prepare.id, prepare.key) != nullptr;
    if (again) {
        vote(true);
        return;
    }
    const RequestId last = lastOf(shard, prepare.key, out);
    if (last == prepare.id) return;  // committed, and long answered
    if (const char* why = objection(shard, prepare, out)) {
        out.say(pairRefused,
                "{shard} votes no on transaction {transaction}: {why}.",
                shard.server, prepare.id, why);
        vote(false);
        return;
    }
    shard.prepared.push_back({prepare.id, prepare.key, prepare.value});
    out.say(pairPrepared,
            "{shard} votes yes on transaction {transaction}. It holds {key} "
            "from now on, and may not change its mind.",
            shard.server, prepare.id, prepare.key);
    vote(true);
    out.startTimer(shard.resend);
}
// [vote]

// [commit]
// Phase 2. Told twice, it is done once.
void receive(Shard& shard, const Commit& commit, Outbox& out) {
    const Prepared* held = find(shard, commit.id, commit.key);
    const bool owns =
        shard.directory.at(out.placeOf(commit.key)).owner == shard.id;
    const bool unasked = out.has(Flaw::halfWrite) && owns &&
                         lastOf(shard, commit.key, out) < commit.id;
    if (held || unasked) {
        const std::uint32_t written = write(shard, commit.key, commit.value,
                                            out.router(), commit.id, out);
        out.noteHalf(commit.id, commit.key, written);
        out.say(halfWritten,
                "{shard} writes {key} = {value}, its half of transaction "
                "{transaction}.",
                shard.server, commit.key, commit.value, commit.id);
        if (held) release(shard, *held, out);
    }
    const Row* row = shard.store.find(commit.key, out.symbols);
    out.send(out.router(), Done{commit.id, commit.key, row ? row->written : 0});
}
// [commit]

void receive(Shard& shard, const Abort& abort, Outbox& out) {
    const Prepared* held = find(shard, abort.id, abort.key);
    if (!held) return;
    out.say(halfForgotten,
            "{shard} forgets its half of transaction {transaction}. {key} is "
            "as it was, and free again.",
            shard.server, abort.id, abort.key);
    release(shard, *held, out);
}

// [blocked]
// It has promised, so it cannot abort; it does not know how the other voted,
// so it cannot commit. Only the coordinator can tell, and if that is down, the
// shard is blocked and the row with it (Skeen, "Nonblocking Commit Protocols",
// 1981).
void inquire(Shard& shard, Outbox& out) {
    for (std::size_t i = shard.prepared.size(); i-- > 0;) {
        const Prepared one = shard.prepared[i];
        if (out.has(Flaw::decidesAlone)) {
            out.say(halfForgotten,
                    "{shard} is tired of waiting and aborts its half of "
                    "transaction {transaction}. That rule is broken on "
                    "purpose.",
                    shard.server, one.id);
            release(shard, shard.prepared[i], out);
            continue;
        }
        out.say(blocked,
                "{shard} is blocked. It promised its half of transaction "
                "{transaction}, so it can neither commit nor abort by itself; "
                "it asks {router} how it was decided.",
                shard.server, one.id, out.router());
        out.send(out.router(), Inquire{one.id, one.key});
    }
}
// [blocked]

}  // namespace lockstep::shard
