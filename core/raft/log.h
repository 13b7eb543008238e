// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

#include "kernel/chunked_list.h"
#include "kernel/symbols.h"
#include "raft/configuration.h"

namespace lockstep::raft {

using Term = std::uint32_t;
using Index = std::uint32_t;

// An entry of the log: a command for the state machine ("x=7", as a symbol)
// and the term in which a leader received it. An entry without a command is
// a no-op, a configuration, or one of a `given` log, which only names terms.
struct Entry {
    Term term = 0;
    Symbol command = Symbol::none;
    bool noop = false;
    // Not empty: the entry changes the cluster's configuration (§6).
    Configuration configuration{};
    // The client's session, if it has one, and the command's number in it
    // (§8).
    Symbol client = Symbol::none;
    std::uint32_t serial = 0;

    bool operator==(const Entry&) const = default;
};

// The log. Its first index is 1 (Figure 2); index 0 stands before it, with
// term 0. A snapshot takes the place of its beginning: then the snapshot's
// last index and term stand before what is left (§7).
class Log {
public:
    Index lastIndex() const {
        return snapshotIndex_ + static_cast<Index>(entries_.size());
    }
    Term lastTerm() const { return termAt(lastIndex()); }

    // The last index that a snapshot replaced; 0 without one.
    Index snapshotIndex() const { return snapshotIndex_; }
    Term snapshotTerm() const { return snapshotTerm_; }
    Index firstIndex() const { return snapshotIndex_ + 1; }

    // Whether the entry itself is there, not only a snapshot of it.
    bool stores(Index index) const {
        return index > snapshotIndex_ && index <= lastIndex();
    }

    // Requires snapshotIndex() <= index <= lastIndex().
    Term termAt(Index index) const {
        return index == snapshotIndex_ ? snapshotTerm_ : (*this)[index].term;
    }
    // Requires stores(index).
    const Entry& operator[](Index index) const {
        return entries_[index - snapshotIndex_ - 1];
    }

    // What a snapshot replaced was committed, so it is the same everywhere.
    bool has(Index index, Term term) const {
        if (index < snapshotIndex_) return true;
        return index <= lastIndex() && termAt(index) == term;
    }

    void append(const Entry& entry) { entries_.pushBack(entry); }
    // Deletes the entry at the index and all that follow it. Requires
    // stores(index).
    void deleteFrom(Index index) {
        entries_.truncate(index - snapshotIndex_ - 1);
    }

    // Discards the entries up to an index that a snapshot replaces. All of
    // them go if the log has no such entry (§7).
    void discardUpTo(Index index, Term term) {
        ChunkedList<Entry> rest;
        if (has(index, term)) {
            for (Index kept = index + 1; kept <= lastIndex(); ++kept)
                rest.pushBack((*this)[kept]);
        }
        entries_ = rest;
        snapshotIndex_ = index;
        snapshotTerm_ = term;
    }

    // The first index at which two logs differ; one past the shorter log's
    // end if they agree up to there. What a snapshot replaced in one of them
    // counts as equal.
    static Index firstDifference(const Log& a, const Log& b) {
        if (a.snapshotIndex_ == b.snapshotIndex_) {
            return static_cast<Index>(ChunkedList<Entry>::firstDifference(
                       a.entries_, b.entries_)) +
                   a.snapshotIndex_ + 1;
        }
        Index index = std::max(a.snapshotIndex_, b.snapshotIndex_) + 1;
        while (a.stores(index) && b.stores(index) && a[index] == b[index])
            ++index;
        return index;
    }

    bool operator==(const Log&) const = default;

private:
    ChunkedList<Entry> entries_;
    Index snapshotIndex_ = 0;
    Term snapshotTerm_ = 0;
};

}  // namespace lockstep::raft
