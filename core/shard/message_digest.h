// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "kernel/hash.h"
#include "shard/message.h"

namespace lockstep::shard {

inline std::uint64_t pair(std::uint64_t high, std::uint64_t low) {
    return high << 32 | low;
}

// What messages add to a fingerprint of a world, and the state that they carry.
template <class HashOf>
class MessageDigest {
public:
    explicit MessageDigest(HashOf hashOf) : hashOf_(hashOf) {}

    void addMessage(Digest& digest, const Message& message) const {
        digest.add(message.index());
        std::visit([this, &digest](const auto& m) { this->addTo(digest, m); },
                   message);
    }

    void addTo(Digest& digest, const ShardState& shard) const {
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

    void addTo(Digest& digest, const Copy& m) const {
        digest.add(m.number);
        addTo(digest, *m.state);
    }
    void addTo(Digest& digest, const Copied& m) const {
        digest.add(pair(m.epoch, m.number));
    }
    void addTo(Digest& digest, const Beat& m) const { digest.add(m.epoch); }
    void addTo(Digest& digest, const Propose& m) const {
        addTo(digest, m.view);
    }
    void addTo(Digest& digest, const Lead& m) const { addTo(digest, m.view); }
    void addTo(Digest&, const Join&) const {}
    void addTo(Digest& digest, const View& view) const {
        digest.add(pair(view.shard.index, view.epoch));
        for (const ServerId member : view.members)
            digest.add(member.index);
    }

    HashOf hashOf_;
};

}  // namespace lockstep::shard
