// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/facts.h"

#include "shard/hash_slot.h"

namespace lockstep::shard {
namespace {

class Facts {
public:
    Facts(const World& world, const Glob& glob, const FactSink& sink)
        : world_(world),
          symbols_(world.setup->symbols),
          glob_(glob),
          sink_(sink) {}

    void visit() {
        visitWhole();
        visitScan();
        for (const Shard& shard : world_.shards)
            visitShard(shard);
        visitKeys("slot",
                  [](std::string_view key) -> Value { return slotOf(key); });
        visitKeys("owner", [&](std::string_view key) -> Value {
            const Shard* owner =
                ownerOf(world_, placeOf(world_.dials.scheme, key));
            return owner ? name(owner->id) : Value();
        });
        visitKeys("value", [&](std::string_view key) -> Value {
            const Row* row = servedRow(world_, symbols_.intern(key));
            return row ? text(row->value) : Value();
        });
        visitKeys("directory", [&](std::string_view key) {
            return ownerIn(world_.router.directory, key);
        });
        visitCaches();
    }

private:
    template <class Make>
    void say(const std::string& fact, Make make) {
        if (glob_.matches(fact)) sink_(fact, Value(make()));
    }

    Value name(ServerId server) const { return world_.setup->name(server); }
    Value text(Symbol symbol) const {
        return symbol == Symbol::none ? Value() : Value(symbols_.text(symbol));
    }
    Value ownerIn(const Directory& directory, std::string_view key) const {
        return name(directory.at(placeOf(world_.dials.scheme, key)).owner);
    }

    void visitWhole() {
        const Client& asker = *world_.clientOn(world_.asker);
        say("client", [&] { return name(world_.asker); });
        say("answer", [&] { return text(asker.last.value); });
        say("error", [&] { return errorText(world_, asker.last); });
        say("open", [&] {
            std::size_t open = 0;
            for (const Client& client : world_.clients)
                open += client.asked.size();
            return Value(static_cast<std::uint64_t>(open));
        });
        say("salts", [&] { return saltsText(world_); });
        say("redirects", [&] { return world_.redirects; });
        say("asks", [&] { return world_.asks; });
        say("moved", [&] { return world_.rowsMoved; });
        say("moving", [&] { return moving(); });
        say("shards", [&] {
            ListValue list;
            for (const Shard* shard : primariesOf(world_)) {
                if (!shard->gone) list.add(name(shard->id).text());
            }
            return list.value();
        });
        say("ranges", [&] { return ranges(); });
        say("transaction", [&] { return transaction(); });
        say("blocked", [&] {
            ListValue list;
            for (const Shard* shard : primariesOf(world_)) {
                if (shard->prepared.empty()) continue;
                list.add(name(shard->id).text());
            }
            return list.value();
        });
    }

    // "S1->S2" for each move under way.
    Value moving() const {
        ListValue list;
        for (const Shard* shard : primariesOf(world_)) {
            for (const Outgoing& move : shard->outgoing) {
                list.add(name(shard->id).text() + "->" +
                         name(move.target).text());
            }
        }
        return list.value();
    }

    // "S1 h:S2 p:S3": where a range begins, and whose it is.
    Value ranges() const {
        if (world_.dials.scheme != Scheme::range) return {};
        ListValue list;
        const Directory owners = ownersOf(world_);
        for (const Piece& piece : owners.pieces()) {
            const std::string first =
                piece.first.key.empty() ? "" : piece.first.key + ":";
            list.add(first + name(piece.owner).text());
        }
        return list.value();
    }

    Value transaction() const {
        switch (world_.router.pair) {
            case Outcome::none: return {};
            case Outcome::done: return "committed";
            case Outcome::failed: return "aborted";
            case Outcome::open: break;
        }
        for (const Transaction& one : world_.router.transactions) {
            if (one.phase == Transaction::Phase::voting) return "voting";
        }
        return "committing";
    }

    void visitScan() {
        if (!glob_.mayStartWith("scan")) return;
        const Router& router = world_.router;
        const bool done = router.scan == Outcome::done;
        say("scan", [&] {
            ListValue list;
            for (const Row& row : router.found) {
                list.add(std::string(symbols_.text(row.key)) + '=' +
                         std::string(symbols_.text(row.value)));
            }
            return done ? list.value() : Value();
        });
        say("scan.state", [&]() -> Value {
            switch (router.scan) {
                case Outcome::none: return {};
                case Outcome::open: return "waiting";
                case Outcome::done: return "done";
                case Outcome::failed: return "failed";
            }
            return {};
        });
        say("scan.took",
            [&] { return done ? Value(router.scanTook) : Value(); });
        say("scan.slowest",
            [&] { return done ? name(router.slowest) : Value(); });
        say("scan.waits", [&] {
            ListValue list;
            for (const Gathering& scan : router.scans) {
                for (const auto& part : scan.parts) {
                    if (!part.answered) list.add(name(part.shard).text());
                }
            }
            return list.value();
        });
    }

    void visitShard(const Shard& shard) {
        const std::string of = '.' + quotedPart(name(shard.server).text());
        say("rows" + of,
            [&] { return static_cast<std::uint64_t>(shard.store.live()); });
        say("keys" + of, [&] {
            ListValue list;
            for (const Row& row : shard.store.rows()) {
                if (row.live()) list.add(symbols_.text(row.key));
            }
            return list.value();
        });
        say("requests" + of, [&] { return shard.requests; });
        say("state" + of, [&] { return stateText(world_, shard); });
        visitReplica(shard, of);
        const Area owned = shard.directory.areaOf(shard.id);
        say("pieces" + of,
            [&] { return static_cast<std::uint64_t>(owned.spans().size()); });
        say("slots" + of, [&] {
            const bool slots = world_.dials.scheme == Scheme::slots;
            return slots ? Value(owned.slots()) : Value();
        });
        say("held" + of, [&] {
            ListValue list;
            for (const Prepared& one : shard.prepared)
                list.add(symbols_.text(one.key));
            return list.value();
        });
    }

    // What a server of a shard is, and of the shard itself, who leads it.
    void visitReplica(const Shard& shard, const std::string& of) {
        say("role" + of, [&] { return roleText(world_, shard); });
        say("copy" + of, [&] { return shard.number; });
        if (shard.server != shard.id) return;
        const Shard& primary = *primaryOf(world_, shard.id);
        say("primary" + of, [&] { return name(primary.server); });
        say("epoch" + of, [&] {
            return primary.view() ? primary.view()->epoch : std::uint32_t{1};
        });
        say("followers" + of, [&] {
            ListValue list;
            for (const Shard& other : world_.shards) {
                const bool follows =
                    other.id == shard.id && other.server != primary.server &&
                    primary.view() && primary.view()->has(other.server);
                if (follows) list.add(name(other.server).text());
            }
            return list.value();
        });
    }

    // Facts of the key that is asked for, or of all that were ever written.
    template <class Make>
    void visitKeys(const std::string& fact, Make make) {
        if (!glob_.mayStartWith(fact)) return;
        const auto of = [&](std::string_view key) {
            say(fact + '.' + quotedPart(key), [&] { return make(key); });
        };
        if (const auto asked = glob_.exactPart(1); !asked.empty()) {
            of(asked);
            return;
        }
        for (const Truth& truth : world_.ghosts.truths)
            of(symbols_.text(truth.key));
    }

    void visitCaches() {
        if (!glob_.mayStartWith("cached")) return;
        for (const Client& client : world_.clients) {
            const std::string of =
                "cached." + quotedPart(name(client.server).text()) + '.';
            const auto say = [&](std::string_view key) {
                this->say(of + quotedPart(key),
                          [&] { return ownerIn(client.cache, key); });
            };
            if (const auto asked = glob_.exactPart(2); !asked.empty()) {
                say(asked);
                continue;
            }
            for (const Truth& truth : world_.ghosts.truths)
                say(symbols_.text(truth.key));
        }
    }

    const World& world_;
    Symbols& symbols_;
    const Glob& glob_;
    const FactSink& sink_;
};

}  // namespace

void visitFacts(const World& world, const Glob& glob, const FactSink& sink) {
    Facts(world, glob, sink).visit();
}

}  // namespace lockstep::shard
