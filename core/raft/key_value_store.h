// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/chunked_list.h"
#include "kernel/symbols.h"

namespace lockstep::raft {

// The state machine that the log feeds: keys and their latest values, in
// order of first writing.
class KeyValueStore {
public:
    struct Row {
        Symbol key = Symbol::none;
        Symbol value = Symbol::none;

        bool operator==(const Row&) const = default;
    };

    // Applies a command, "x=7".
    void apply(Symbol command, Symbols& symbols);

    // Symbol::none if the key was never written.
    Symbol value(Symbol key) const;

    std::size_t size() const { return rows_.size(); }
    const Row& operator[](std::size_t at) const { return rows_[at]; }

    bool operator==(const KeyValueStore&) const = default;

private:
    ChunkedList<Row> rows_;
};

}  // namespace lockstep::raft
