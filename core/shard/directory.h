// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/server_id.h"
#include "kernel/small_vector.h"
#include "shard/place.h"

namespace lockstep::shard {

// A piece of the key space from `first` to the next piece, its owner, and how
// often it has changed hands. Of two that say it differently the higher epoch
// is right (Redis Cluster specification, "configEpoch").
struct Piece {
    Place first;
    ServerId owner;
    std::uint32_t epoch = 1;

    bool operator==(const Piece&) const = default;
};

// Which servers hold a shard's rows: the primary first, then its followers.
// Whenever they change the epoch rises, and of two views the higher is right.
struct View {
    ServerId shard;
    std::uint32_t epoch = 1;
    SmallVector<ServerId, 3> members;

    bool has(ServerId server) const;
    bool operator==(const View&) const = default;
};

// What somebody believes of who owns what. It may be out of date, never
// inconsistent: each place has one owner in it. Copies share their pieces.
class Directory {
public:
    Directory() = default;
    // Requires pieces in order, of which the first begins where all begins.
    explicit Directory(std::vector<Piece> pieces);

    const std::vector<Piece>& pieces() const { return *pieces_; }
    const Piece& at(const Place& place) const;
    // The piece that a place is in, from where to where.
    Span spanAt(const Place& place) const;
    Area areaOf(ServerId owner) const;
    // The highest epoch in an area.
    std::uint32_t epochIn(const Area& area) const;
    std::uint64_t fingerprint() const { return *fingerprint_; }

    // Only shards with several replicas have a view.
    const std::vector<View>& views() const { return *views_; }
    const View* viewOf(ServerId shard) const;
    // The server to which to go: the shard's own if there is no view.
    ServerId primaryOf(ServerId shard) const;

    // Takes over what is newer than what it had. False if nothing was.
    bool learn(const Area& area, ServerId owner, std::uint32_t epoch);
    bool learn(const Directory& other);
    bool learn(const View& view);
    // Cuts a piece in two, both with its owner. False if it was cut already.
    bool split(const Place& at);
    // Joins the piece that a place is in to the one before it, by the higher
    // epoch. False if they are not one owner's.
    bool merge(const Place& at);
    // One piece, as its owner has it.
    void write(const Span& span, ServerId owner, std::uint32_t epoch);

    // Whether two are the same piece of memory, which is quick to tell.
    bool shares(const Directory& other) const {
        return pieces_.value == other.pieces_.value;
    }
    bool operator==(const Directory& other) const {
        return pieces_ == other.pieces_ && views_ == other.views_;
    }

private:
    void set(std::vector<Piece> pieces);
    void reckon();

    Shared<std::vector<Piece>> pieces_;
    Shared<std::vector<View>> views_;
    Shared<std::uint64_t> fingerprint_;
};

std::uint64_t fingerprintOf(const Place& place);
std::uint64_t fingerprintOf(const Area& area);

}  // namespace lockstep::shard
