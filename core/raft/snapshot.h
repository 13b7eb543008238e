// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "raft/key_value_store.h"
#include "raft/sessions.h"

namespace lockstep::raft {

// The state machine as it was once the log was applied up to an index, and
// what else the discarded entries had said: sessions and configuration (§7).
struct Snapshot {
    Index lastIncludedIndex = 0;
    Term lastIncludedTerm = 0;
    Configuration configuration{};
    Index configurationIndex = 0;
    KeyValueStore store{};
    Sessions sessions{};

    bool operator==(const Snapshot&) const = default;
};

// A snapshot that servers, messages and copies of the world share; it never
// changes. Empty if there is none.
class SnapshotLink {
public:
    SnapshotLink() = default;
    explicit SnapshotLink(Snapshot snapshot)
        : shared_(std::make_shared<const Snapshot>(std::move(snapshot))) {}

    explicit operator bool() const { return shared_ != nullptr; }
    const Snapshot* operator->() const { return shared_.get(); }
    const Snapshot& operator*() const { return *shared_; }

    bool operator==(const SnapshotLink& other) const {
        if (shared_ == other.shared_) return true;
        return shared_ && other.shared_ && *shared_ == *other.shared_;
    }

private:
    std::shared_ptr<const Snapshot> shared_;
};

}  // namespace lockstep::raft
