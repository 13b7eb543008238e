// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/invariants.h"

#include <algorithm>

namespace lockstep::shard {
namespace {

int number(Invariant invariant) { return static_cast<int>(invariant); }

// Each place is owned by one shard: by the highest epoch that any shard
// claims for it, and no two claim it by the same.
void checkOwner(const World& world, const Place& place, Verdicts& verdicts) {
    const Shard* owner = ownerOf(world, place);
    if (!owner) {
        verdicts.broken(number(Invariant::oneOwner),
                        "No shard owns a place that keys can be in.");
        return;
    }
    const std::uint32_t epoch = owner->directory.at(place).epoch;
    for (const Shard* shard : primariesOf(world)) {
        const Piece& piece = shard->directory.at(place);
        const bool claims = piece.owner == shard->id && piece.epoch == epoch &&
                            shard != owner;
        if (!claims) continue;
        verdicts.broken(number(Invariant::oneOwner),
                        "{first} and {second} both own the same place.",
                        owner->id, shard->id);
    }
}

bool sameDirectories(const World& before, const World& after) {
    if (before.shards.size() != after.shards.size()) return false;
    for (std::size_t i = 0; i < after.shards.size(); ++i) {
        if (!after.shards[i].directory.shares(before.shards[i].directory)) {
            return false;
        }
    }
    return true;
}

void checkOwners(const World& before, const World& after, Verdicts& verdicts) {
    if (&before != &after && sameDirectories(before, after)) return;
    for (const Shard* shard : primariesOf(after)) {
        for (const Piece& piece : shard->directory.pieces())
            checkOwner(after, piece.first, verdicts);
    }
}

// A row that is on its way is at both ends until the sender knows that it has
// arrived; only the sender's counts until then, and nobody is let at it.
bool isCopyOnItsWay(const World& world, const Shard& shard, Symbol key) {
    const auto primaries = primariesOf(world);
    return std::any_of(
        primaries.begin(), primaries.end(), [&](const Shard* source) {
            return std::any_of(source->outgoing.begin(), source->outgoing.end(),
                               [&](const Outgoing& move) {
                                   return move.onItsWay == key &&
                                          move.target == shard.id;
                               });
        });
}

void checkCopy(const World& world, const Truth& truth, const Shard& member,
               Verdicts& verdicts) {
    const Row* row = member.store.find(truth.key, world.setup->symbols);
    if ((row ? row->written : 0) >= truth.promised) return;
    verdicts.broken(number(Invariant::everyCopy),
                    "{server} may lead shard {shard}, and has not got the "
                    "last acknowledged write of {key}.",
                    member.server, member.id, truth.key);
}

// Those that may lead a shard next, as far as the router knows.
template <class Visit>
void visitMembers(const World& world, ServerId shard, Visit visit) {
    const View* view = world.router.directory.viewOf(shard);
    if (!view) return;
    for (const ServerId member : view->members)
        visit(*world.shardOn(member));
}

// Whoever may lead a shard next has each write of which a client knows, or
// knows that the row has moved to a shard of which this is true.
void checkCopies(const World& world, const Truth& truth, Verdicts& verdicts) {
    const Place place = world.placeOf(truth.key);
    const Shard* owner = ownerOf(world, place);
    if (!owner) return;
    const Symbols& symbols = world.setup->symbols;
    visitMembers(world, owner->id, [&](const Shard& member) {
        const Outgoing* move = member.outgoingAt(place);
        if (!move || member.store.find(truth.key, symbols)) {
            checkCopy(world, truth, member, verdicts);
            return;
        }
        visitMembers(world, move->target, [&](const Shard& next) {
            checkCopy(world, truth, next, verdicts);
        });
    });
}

void checkRow(const World& world, const Truth& truth, Verdicts& verdicts) {
    const Symbols& symbols = world.setup->symbols;
    if (!isServed(world, truth.key)) return;
    const Row* served = servedRow(world, truth.key);
    const Symbol value = served ? served->value : Symbol::none;
    const std::uint32_t written = served ? served->written : 0;
    if (value != truth.value || written != truth.written ||
        written < truth.promised) {
        verdicts.broken(number(Invariant::noRowLost),
                        "The last write of {key} is not in the row that is "
                        "served.",
                        truth.key);
    }
    const Shard* holder = nullptr;
    for (const Shard* shard : primariesOf(world)) {
        const bool has = shard->store.find(truth.key, symbols) != nullptr;
        if (!has || isCopyOnItsWay(world, *shard, truth.key)) continue;
        if (holder) {
            verdicts.broken(number(Invariant::noRowTwice),
                            "{first} and {second} both hold a row {key}.",
                            holder->id, shard->id, truth.key);
        }
        holder = shard;
    }
    if (world.dials.replicas > 1) checkCopies(world, truth, verdicts);
}

// Rows are only looked at where something of theirs has changed.
void checkRows(const World& before, const World& after, Verdicts& verdicts) {
    const bool same = &before != &after &&
                      before.ghosts.truths == after.ghosts.truths &&
                      before.shards == after.shards;
    if (same) return;
    for (const Truth& truth : after.ghosts.truths)
        checkRow(after, truth, verdicts);
}

bool isHeld(const World& world, TransactionId id, Symbol key) {
    const auto primaries = primariesOf(world);
    return std::any_of(primaries.begin(), primaries.end(),
                       [&](const Shard* shard) {
                           const Prepared* held = shard->preparedFor(key);
                           return held && held->id == id;
                       });
}

// Of each epoch of a shard there is one primary.
void checkPrimaries(const World& world, Verdicts& verdicts) {
    if (world.dials.replicas == 1) return;
    for (const Shard& one : world.shards) {
        for (const Shard& other : world.shards) {
            if (other.server == one.server) break;
            const bool both = one.id == other.id && one.leads() &&
                              other.leads() &&
                              one.view()->epoch == other.view()->epoch;
            if (!both) continue;
            verdicts.broken(number(Invariant::onePrimary),
                            "{first} and {second} both lead shard {shard}, by "
                            "the same epoch.",
                            other.server, one.server, one.id);
        }
    }
}

void checkPairs(const World& world, Verdicts& verdicts) {
    for (const Pair& pair : world.ghosts.pairs) {
        for (std::size_t i = 0; i < 2; ++i) {
            const std::size_t other = 1 - i;
            const bool half = isWritten(world, pair, i) &&
                              !isWritten(world, pair, other);
            if (!half || isHeld(world, pair.id, pair.keys[other]) ||
                !isServed(world, pair.keys[other])) {
                continue;
            }
            verdicts.broken(number(Invariant::allOrNone),
                            "{written} has what transaction {transaction} "
                            "wrote, and {other}, which anybody may read, has "
                            "not.",
                            pair.keys[i], pair.id, pair.keys[other]);
        }
    }
}

}  // namespace

const std::vector<InvariantSpec>& invariantSpecs() {
    static const std::vector<InvariantSpec> specs{
        {"one-owner", "Every key has one owner",
         "One shard owns each place of the key space, by the highest epoch "
         "there is for it.",
         "Redis Cluster specification, configEpoch"},
        {"no-row-lost", "No row is lost",
         "Whoever serves a key has its last write, through every move.",
         "Redis Cluster specification, Cluster live reconfiguration"},
        {"no-row-twice", "No row is served twice",
         "Two shards never hold the same row, but for one on its way, which "
         "nobody may touch.",
         "Redis Cluster specification, Cluster live reconfiguration"},
        {"last-write", "Reads see the last write",
         "A get is answered with a write no older than the last that was "
         "acknowledged before it was asked.",
         "Herlihy and Wing 1990"},
        {"all-or-none", "Both halves or none",
         "Nobody can read one half of a write over two shards without the "
         "other.",
         "Gray 1978"},
        {"whole-scan", "Scans are whole",
         "A scan has each row that nobody changed since it began, once.", ""},
        {"unknown-shard", "An unknown shard is an error",
         "A request for a shard that is not there ends in an error.", ""},
        {"one-primary", "One primary an epoch",
         "By each epoch of a shard one of its servers leads it.",
         "Lin and others 2008, PacificA"},
        {"every-copy", "Acknowledged is copied",
         "Each server that may lead a shard next has every write of which a "
         "client knows.",
         "Lin and others 2008, PacificA"},
    };
    return specs;
}

void check(const World& before, const World& after, Verdicts& verdicts) {
    checkOwners(before, after, verdicts);
    checkRows(before, after, verdicts);
    checkPairs(after, verdicts);
    checkPrimaries(after, verdicts);
    const Ghosts& was = before.ghosts;
    const Ghosts& is = after.ghosts;
    if (is.stale != Symbol::none && is.stale != was.stale) {
        verdicts.broken(number(Invariant::lastWrite),
                        "A get of {key} was answered with something older "
                        "than what had been acknowledged.",
                        is.stale);
    }
    if (is.missed != Symbol::none && is.missed != was.missed) {
        verdicts.broken(number(Invariant::wholeScan),
                        "A scan missed {key}, or has it twice.", is.missed);
    }
    if (is.intoTheVoid != Symbol::none && is.intoTheVoid != was.intoTheVoid) {
        verdicts.broken(number(Invariant::unknownShard),
                        "A write of {key} was called done, and there was no "
                        "shard to do it.",
                        is.intoTheVoid);
    }
}

}  // namespace lockstep::shard
