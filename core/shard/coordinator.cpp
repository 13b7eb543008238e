// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/events.h"
#include "shard/transaction.h"

namespace lockstep::shard {
namespace {

using Half = Transaction::Half;
using Phase = Transaction::Phase;

Transaction* find(Router& router, TransactionId id) {
    for (Transaction& one : router.transactions) {
        if (one.id == id) return &one;
    }
    return nullptr;
}

Half& halfOf(Transaction& transaction, Symbol key) {
    return transaction.halves[transaction.halves[0].key == key ? 0 : 1];
}

void end(Router& router, const Transaction& transaction, Outcome outcome) {
    router.pair = outcome;
    router.transactions.erase(router.transactions.begin() +
                              (&transaction - router.transactions.data()));
    if (!router.waits()) router.resend.stop();
}

// [decide-abort]
// Nothing is written down for an abort: who asks about a transaction of which
// there is no record is told that it is aborted (presumed abort).
void decideAbort(Router& router, Transaction& transaction, Outbox& out) {
    for (const Half& half : transaction.halves)
        out.send(half.shard, Abort{transaction.id, half.key});
    out.noteAbort(transaction.id);
    end(router, transaction, Outcome::failed);
}
// [decide-abort]

// [decide-commit]
// All have voted yes, so all can. Once the decision is on disk the write is
// done, whoever crashes now: what is left is telling the shards.
void decideCommit(Transaction& transaction, Outbox& out) {
    transaction.phase = Phase::committing;
    out.say(pairDecided,
            "Both shards have voted yes. {router} writes down that "
            "transaction {transaction} is committed, and only then tells "
            "them.",
            out.self(), transaction.id);
    for (const Half& half : transaction.halves)
        out.send(half.shard, Commit{transaction.id, half.key, half.value});
}
// [decide-commit]

// The flaw half-write: each shard is told to write, and nobody asks first
// whether the other can.
void writeUnasked(Router& router, Transaction& transaction, Outbox& out) {
    out.say(pairBegan,
            "{router} tells both shards to write, without asking first. That "
            "rule is broken on purpose.",
            router.server);
    for (const Half& half : transaction.halves)
        out.send(half.shard, Commit{transaction.id, half.key, half.value});
    end(router, transaction, Outcome::done);
}

}  // namespace

KeyValue keyValueOf(const World& world, Symbol text) {
    Symbols& symbols = world.setup->symbols;
    const std::string_view both = symbols.text(text);
    const std::size_t equals = both.find('=');
    return {symbols.intern(both.substr(0, equals)),
            symbols.intern(both.substr(equals + 1))};
}

// [prepare]
// Phase 1: both shards are asked whether they can write their half, and each
// that says yes gives up the right to say no later.
void beginPair(Router& router, TransactionId id, const KeyValue& first,
               const KeyValue& second, Outbox& out) {
    Transaction transaction;
    transaction.id = id;
    const KeyValue* wishes[] = {&first, &second};
    for (std::size_t i = 0; i < 2; ++i) {
        const Place place = out.placeOf(wishes[i]->key);
        transaction.halves[i] = {wishes[i]->key, wishes[i]->value,
                                 router.directory.at(place).owner, false,
                                 false};
    }
    router.transactions.push_back(transaction);
    router.pair = Outcome::open;
    out.notePair(transaction);
    if (out.has(Flaw::halfWrite)) {
        writeUnasked(router, router.transactions.back(), out);
        return;
    }
    out.say(pairBegan,
            "{router} begins transaction {transaction}. It asks {first} "
            "whether it can write {key}, and {second} whether it can write "
            "{other}.",
            router.server, id, transaction.halves[0].shard, first.key,
            transaction.halves[1].shard, second.key);
    for (const Half& half : transaction.halves)
        out.send(half.shard, Prepare{id, half.key, half.value});
    out.startTimer(router.resend);
}
// [prepare]

// [count-votes]
void receive(Router& router, const Vote& vote, ServerId shard, Outbox& out) {
    router.directory.learn(vote.directory);
    Transaction* transaction = find(router, vote.id);
    if (!transaction) {
        // It was aborted, by a crash or by waiting; the shard must not wait.
        if (vote.yes) out.send(shard, Abort{vote.id, vote.key});
        return;
    }
    if (transaction->phase != Phase::voting) return;
    if (!vote.yes) {
        out.say(pairAborted,
                "{shard} has voted no, so {router} aborts transaction "
                "{transaction}. Neither shard writes anything.",
                shard, router.server, vote.id);
        decideAbort(router, *transaction, out);
        return;
    }
    halfOf(*transaction, vote.key).voted = true;
    const auto& halves = transaction->halves;
    if (halves[0].voted && halves[1].voted) {
        decideCommit(*transaction, out);
        return;
    }
    out.say(voteCounted,
            "{router} has the yes of {shard}, and waits for the other vote.",
            router.server, shard);
}
// [count-votes]

void receive(Router& router, const Done& done, Outbox& out) {
    Transaction* transaction = find(router, done.id);
    if (!transaction) return;
    halfOf(*transaction, done.key).done = true;
    out.noteDone(done.key, done.written);
    const auto& halves = transaction->halves;
    if (!halves[0].done || !halves[1].done) return;
    out.say(pairDone,
            "{router} knows that both halves of transaction {transaction} "
            "are written, and forgets it.",
            router.server, done.id);
    end(router, *transaction, Outcome::done);
}

// [answer-inquiry]
// What is on disk was committed; of what is not, nobody can have been told
// that it was.
void receive(Router& router, const Inquire& inquire, ServerId shard,
             Outbox& out) {
    const Transaction* transaction = find(router, inquire.id);
    if (!transaction) {
        out.say(inquiryAnswered,
                "{router} has no record of transaction {transaction}, so it "
                "was not committed. It tells {shard} to forget it.",
                router.server, inquire.id, shard);
        out.send(shard, Abort{inquire.id, inquire.key});
        return;
    }
    if (transaction->phase == Phase::voting) return;
    out.say(inquiryAnswered,
            "{router} finds in its log that transaction {transaction} is "
            "committed, and tells {shard} again.",
            router.server, inquire.id, shard);
    for (const Half& half : transaction->halves) {
        if (half.key != inquire.key) continue;
        out.send(shard, Commit{inquire.id, half.key, half.value});
    }
}
// [answer-inquiry]

// [coordinator-times-out]
// Before the decision it may still say no; after it it may only go on.
void repeatPairs(Router& router, Outbox& out) {
    for (std::size_t i = router.transactions.size(); i-- > 0;) {
        Transaction& transaction = router.transactions[i];
        if (transaction.phase == Phase::voting) {
            out.say(pairAborted,
                    "{router} has waited long enough for a vote, and aborts "
                    "transaction {transaction}.",
                    router.server, transaction.id);
            decideAbort(router, transaction, out);
            continue;
        }
        for (const Half& half : transaction.halves) {
            if (half.done) continue;
            out.send(half.shard, Commit{transaction.id, half.key, half.value});
        }
    }
}
// [coordinator-times-out]

// [coordinator-crash]
// Votes were only in memory: a transaction without a decision on disk is
// aborted by that.
void forgetVotes(World& world) {
    Router& router = world.router;
    for (std::size_t i = router.transactions.size(); i-- > 0;) {
        if (router.transactions[i].phase != Phase::voting) continue;
        world.forgetPair(router.transactions[i].id);
        router.transactions.erase(router.transactions.begin() +
                                  static_cast<std::ptrdiff_t>(i));
        router.pair = Outcome::failed;
    }
}
// [coordinator-crash]

}  // namespace lockstep::shard
