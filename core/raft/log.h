// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "kernel/chunked_list.h"
#include "kernel/symbols.h"

namespace lockstep::raft {

using Term = std::uint32_t;
using Index = std::uint32_t;

// An entry of the log: a command for the state machine ("x=7", as a symbol)
// and the term in which a leader received it. An entry without a command is
// a no-op, or one of a `given` log, which only names terms.
struct Entry {
    Term term = 0;
    Symbol command = Symbol::none;
    bool noop = false;

    bool operator==(const Entry&) const = default;
};

// The log. Its first index is 1 (Figure 2); index 0 stands before it, with
// term 0.
class Log {
public:
    Index lastIndex() const { return static_cast<Index>(entries_.size()); }
    Term lastTerm() const { return termAt(lastIndex()); }

    // Requires index <= lastIndex().
    Term termAt(Index index) const {
        return index == 0 ? 0 : entries_[index - 1].term;
    }
    // Requires 1 <= index <= lastIndex().
    const Entry& operator[](Index index) const { return entries_[index - 1]; }

    bool has(Index index, Term term) const {
        return index <= lastIndex() && termAt(index) == term;
    }

    void append(const Entry& entry) { entries_.pushBack(entry); }
    // Deletes the entry at the index and all that follow it.
    void deleteFrom(Index index) { entries_.truncate(index - 1); }

    // The first index from `from` on at which two logs differ; one past the
    // shorter log's end if they agree up to there.
    static Index firstDifference(const Log& a, const Log& b, Index from = 1) {
        return static_cast<Index>(ChunkedList<Entry>::firstDifference(
                   a.entries_, b.entries_, from - 1)) +
               1;
    }

    bool operator==(const Log&) const = default;

private:
    ChunkedList<Entry> entries_;
};

}  // namespace lockstep::raft
