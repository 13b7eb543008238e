// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/sharding.h"

namespace lockstep::shard {
namespace {

std::uint64_t pair(std::uint64_t high, std::uint64_t low) {
    return high << 32 | low;
}

// Adds up what the future depends on. HashOf turns a text into a number: its
// symbol while exploring, its hash across sessions.
template <class HashOf>
class Fingerprint {
public:
    explicit Fingerprint(HashOf hashOf) : hashOf_(hashOf) {}

    std::uint64_t of(const World& world) const {
        Digest digest;
        for (const Shard& shard : world.shards)
            digest.add(of(shard));
        for (const Client& client : world.clients)
            digest.add(of(client));
        digest.add(of(world.router));
        digest.add(of(world.ghosts));
        digest.add(world.asker.index);
        return digest
            .add(situation(world.cluster,
                           [&](Digest& one, const Message& message) {
                               one.add(message.index());
                               std::visit([&](const auto& m) { addTo(one, m); },
                                          message);
                           }))
            .value();
    }

private:
    std::uint64_t of(const Shard& shard) const {
        Digest digest;
        digest.add(pair(shard.leaving ? 1 : 0, shard.gone ? 1 : 0))
            .add(shard.directory.fingerprint());
        for (const Row& row : shard.store.rows())
            addTo(digest, row);
        for (const Outgoing& move : shard.outgoing) {
            digest.add(pair(move.id, move.target.index))
                .add(pair(move.number, static_cast<std::uint64_t>(move.phase)))
                .add(hashOf_(move.onItsWay))
                .add(fingerprintOf(move.area));
        }
        for (const Incoming& move : shard.incoming) {
            digest.add(pair(move.id, move.source.index))
                .add(pair(move.received, 1))
                .add(fingerprintOf(move.area));
        }
        for (const Serial& serial : shard.taken)
            digest.add(pair(serial.writer.index, serial.last));
        for (const Prepared& one : shard.prepared) {
            digest.add(one.id).add(hashOf_(one.key)).add(hashOf_(one.value));
        }
        return digest.value();
    }

    std::uint64_t of(const Client& client) const {
        Digest digest;
        digest.add(client.cache.fingerprint());
        for (const Asked& asked : client.asked) {
            digest.add(pair(asked.id, asked.attempt))
                .add(pair(asked.tries, static_cast<std::uint64_t>(asked.kind)))
                .add(pair(asked.sentTo.index, asked.again ? 1 : 0))
                .add(hashOf_(asked.key))
                .add(hashOf_(asked.value))
                .add(asked.notBefore);
        }
        const Answer& last = client.last;
        return digest
            .add(pair(static_cast<std::uint64_t>(last.kind),
                      static_cast<std::uint64_t>(last.error)))
            .add(hashOf_(last.key))
            .add(hashOf_(last.value))
            .value();
    }

    std::uint64_t of(const Router& router) const {
        Digest digest;
        digest.add(router.directory.fingerprint())
            .add(pair(static_cast<std::uint64_t>(router.scan),
                      static_cast<std::uint64_t>(router.pair)));
        for (const Gathering& scan : router.scans) {
            digest.add(pair(scan.id, scan.repeats))
                .add(scan.timeouts)
                .add(hashOf_(scan.from))
                .add(hashOf_(scan.to));
            for (const auto& part : scan.parts) {
                digest.add(pair(part.shard.index, part.arriving ? 1 : 0))
                    .add(part.answered ? 1 : 0);
                if (part.answered) addTo(digest, part.rows);
            }
        }
        for (const Transaction& one : router.transactions) {
            digest.add(pair(one.id, static_cast<std::uint64_t>(one.phase)));
            for (const auto& half : one.halves) {
                digest.add(pair(half.shard.index, half.voted ? 1 : 0))
                    .add(half.done ? 1 : 0)
                    .add(hashOf_(half.key))
                    .add(hashOf_(half.value));
            }
        }
        for (const Row& row : router.found)
            addTo(digest, row);
        return digest.value();
    }

    std::uint64_t of(const Ghosts& ghosts) const {
        // In whatever order the keys were first written.
        std::uint64_t truths = 0;
        for (const Truth& truth : ghosts.truths) {
            Digest one;
            truths += one.add(hashOf_(truth.key))
                          .add(hashOf_(truth.value))
                          .add(pair(truth.written, truth.promised))
                          .value();
        }
        Digest digest;
        digest.add(truths)
            .add(hashOf_(ghosts.stale))
            .add(hashOf_(ghosts.missed))
            .add(hashOf_(ghosts.intoTheVoid));
        for (const Pair& one : ghosts.pairs) {
            digest.add(one.id).add(
                pair(one.written[0] ? 1 : 0, one.written[1] ? 1 : 0));
        }
        return digest.value();
    }

    void addTo(Digest& digest, const Row& row) const {
        digest.add(hashOf_(row.key)).add(hashOf_(row.value)).add(row.written);
        for (const Serial& serial : row.serials)
            digest.add(pair(serial.writer.index, serial.last));
    }
    void addTo(Digest& digest, const Request& m) const {
        digest.add(pair(m.id, m.attempt))
            .add(pair(m.asking, static_cast<std::uint64_t>(m.kind)))
            .add(hashOf_(m.key))
            .add(hashOf_(m.value));
    }
    void addTo(Digest& digest, const Reply& m) const {
        digest.add(pair(m.id, m.written)).add(hashOf_(m.value));
    }
    void addTo(Digest& digest, const Moved& m) const {
        digest.add(pair(m.id, m.attempt))
            .add(pair(m.owner.index, m.epoch))
            .add(fingerprintOf(m.area));
    }
    void addTo(Digest& digest, const Ask& m) const {
        digest.add(pair(m.id, m.attempt)).add(pair(m.target.index, m.move));
    }
    void addTo(Digest& digest, const TryAgain& m) const {
        digest.add(pair(m.id, m.attempt));
    }
    void addTo(Digest&, const Where&) const {}
    void addTo(Digest& digest, const Here& m) const {
        digest.add(m.directory.fingerprint());
    }
    void addTo(Digest& digest, const Import& m) const {
        digest.add(m.move).add(fingerprintOf(m.area));
    }
    void addTo(Digest& digest, const Ready& m) const { digest.add(m.move); }
    void addTo(Digest& digest, const MoveRow& m) const {
        digest.add(pair(m.move, m.number));
        addTo(digest, m.row);
    }
    void addTo(Digest& digest, const Stored& m) const {
        digest.add(pair(m.move, m.number));
    }
    void addTo(Digest& digest, const HandOver& m) const {
        digest.add(pair(m.move, m.epoch));
    }
    void addTo(Digest& digest, const Taken& m) const { digest.add(m.move); }
    void addTo(Digest& digest, const News& m) const {
        digest.add(pair(m.owner.index, m.epoch)).add(fingerprintOf(m.area));
    }
    void addTo(Digest& digest, const Scan& m) const {
        digest.add(pair(m.id, m.arriving ? 1 : 0))
            .add(hashOf_(m.from))
            .add(hashOf_(m.to));
    }
    void addTo(Digest& digest, const Rows& m) const {
        digest.add(pair(m.id, m.arriving ? 1 : 0))
            .add(m.directory.fingerprint());
        for (const ServerId target : m.targets)
            digest.add(target.index);
        for (const Row& row : m.rows)
            addTo(digest, row);
    }
    void addTo(Digest& digest, const Prepare& m) const {
        digest.add(m.id).add(hashOf_(m.key)).add(hashOf_(m.value));
    }
    void addTo(Digest& digest, const Vote& m) const {
        digest.add(pair(m.id, m.yes ? 1 : 0))
            .add(hashOf_(m.key))
            .add(m.directory.fingerprint());
    }
    void addTo(Digest& digest, const Commit& m) const {
        digest.add(m.id).add(hashOf_(m.key)).add(hashOf_(m.value));
    }
    void addTo(Digest& digest, const Abort& m) const {
        digest.add(m.id).add(hashOf_(m.key));
    }
    void addTo(Digest& digest, const Done& m) const {
        digest.add(pair(m.id, m.written)).add(hashOf_(m.key));
    }
    void addTo(Digest& digest, const Inquire& m) const {
        digest.add(m.id).add(hashOf_(m.key));
    }

    HashOf hashOf_;
};

void add(Digest& digest, const Timer& timer) {
    digest.add(timer.running ? 1 : 0)
        .add(static_cast<std::uint64_t>(timer.due.count()));
}

}  // namespace

std::uint64_t Sharding::fingerprint(const World& world) {
    return Fingerprint([](Symbol text) { return std::uint64_t{fieldOf(text)}; })
        .of(world);
}

std::uint64_t Sharding::digest(const World& world) {
    const Symbols& symbols = world.setup->symbols;
    Digest digest;
    digest.add(
        Fingerprint([&](Symbol text) { return symbols.hash(text); }).of(world));
    for (const Shard& shard : world.shards) {
        digest.add(shard.requests);
        add(digest, shard.resend);
    }
    for (const Client& client : world.clients) {
        for (const Asked& asked : client.asked)
            add(digest, asked.timer);
    }
    add(digest, world.router.resend);
    return digest.add(pair(world.nextRequest, world.nextMove))
        .add(pair(world.nextScan, world.nextTransaction))
        .add(pair(world.redirects, world.rowsMoved))
        .add(pair(static_cast<std::uint64_t>(world.dials.scheme),
                  world.dials.clients))
        .add(static_cast<std::uint64_t>(world.dials.timeout.count()))
        .value();
}

}  // namespace lockstep::shard
