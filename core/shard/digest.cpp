// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/message_digest.h"
#include "shard/sharding.h"

namespace lockstep::shard {
namespace {

// Adds up what the future depends on. HashOf turns a text into a number: its
// symbol while exploring, its hash across sessions.
template <class HashOf>
class Fingerprint : MessageDigest<HashOf> {
public:
    explicit Fingerprint(HashOf hashOf) : MessageDigest<HashOf>(hashOf) {}

    std::uint64_t of(const World& world) const {
        Digest digest;
        for (const Shard& shard : world.shards)
            digest.add(of(shard));
        for (const Client& client : world.clients)
            digest.add(of(client));
        digest.add(of(world.router));
        digest.add(of(world.ghosts));
        digest.add(world.asker.index);
        for (const Salt& salt : world.salts) {
            digest.add(pair(salt.copies, salt.reads)).add(hashOf_(salt.key));
        }
        return digest
            .add(situation(world.cluster,
                           [&](Digest& one, const Message& message) {
                               this->addMessage(one, message);
                           }))
            .value();
    }

private:
    std::uint64_t of(const Shard& shard) const {
        Digest digest;
        addTo(digest, static_cast<const ShardState&>(shard));
        if (!shard.view()) return digest.value();
        digest.add(pair(shard.number, shard.epoch));
        for (const Follower& one : shard.followers) {
            digest.add(pair(one.server.index, one.stored)).add(one.missed);
        }
        for (const Unsaid& one : shard.unsaid) {
            digest.add(pair(one.number, one.to.index));
            this->addMessage(digest, one.message);
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
            digest.add(one.id).add(pair(one.written[0], one.written[1]));
        }
        return digest.value();
    }

    using MessageDigest<HashOf>::addTo;
    using MessageDigest<HashOf>::hashOf_;
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
        if (shard.view()) add(digest, shard.watch);
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
