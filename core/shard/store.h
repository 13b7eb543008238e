// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kernel/server_id.h"
#include "kernel/small_vector.h"
#include "kernel/symbols.h"

namespace lockstep::shard {

using RequestId = std::uint32_t;

// The last write of somebody that a row has taken: a write that comes twice
// is told by it, and done once.
struct Serial {
    ServerId writer;
    RequestId last = 0;

    bool operator==(const Serial&) const = default;
};

// A row. One that was deleted stays as a mark without a value: it knows which
// writes it has taken, and it moves like any other.
struct Row {
    Symbol key{};
    Symbol value{};  // none: deleted
    SmallVector<Serial, 2> serials;
    // Which of all writes made it what it is. Nobody in the system looks at
    // it; the claims on screen do.
    std::uint32_t written = 0;

    bool live() const { return value != Symbol::none; }
    RequestId lastOf(ServerId writer) const;
    void note(ServerId writer, RequestId request);

    bool operator==(const Row&) const = default;
};

// The rows of a shard, in the order of their keys. They are on disk.
class Store {
public:
    const Row* find(Symbol key, const Symbols& symbols) const;
    Row* find(Symbol key, const Symbols& symbols);
    // The row of this key, a new one if there is none.
    Row& make(Symbol key, const Symbols& symbols);
    void put(const Row& row, const Symbols& symbols);
    void erase(Symbol key, const Symbols& symbols);

    const std::vector<Row>& rows() const { return rows_; }
    // Those that are not deleted.
    std::size_t live() const;

    bool operator==(const Store&) const = default;

private:
    std::size_t placeOf(Symbol key, const Symbols& symbols) const;

    std::vector<Row> rows_;
};

}  // namespace lockstep::shard
