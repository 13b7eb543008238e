// SPDX-License-Identifier: GPL-3.0-or-later
// What is committed, and what becomes of it (§5.3, §5.4.2).
#include <algorithm>
#include <array>
#include <functional>

#include "raft/events.h"
#include "raft/replication.h"

namespace lockstep::raft {
namespace {

// The highest index that a quorum stores.
Index highestOnQuorum(const Server& node, const Outbox& out) {
    std::array<Index, mostServers> stored{};
    std::size_t count = 0;
    stored[count++] = node.log.lastIndex();
    for (ServerId other : out.others()) {
        stored[count++] = node.peers[other.index].matchIndex;
    }
    const auto end = stored.begin() + static_cast<std::ptrdiff_t>(count);
    std::sort(stored.begin(), end, std::greater<>());
    return stored[static_cast<std::size_t>(out.quorum() - 1)];
}

}  // namespace

// [commit-rule]
// An entry is committed once a majority stores it, but only entries of the
// leader's own term are committed by counting; older ones are committed with
// them, by the Log Matching Property (§5.4.2, Figure 8).
void advanceCommit(Server& node, Outbox& out) {
    const Index stored = highestOnQuorum(node, out);
    if (stored <= node.commitIndex) return;
    const bool ownTerm = node.log.termAt(stored) == node.currentTerm;
    if (!ownTerm && !out.has(Flaw::commitsOldTerm)) {
        out.say(commitWithheld,
                "Index {index} is on a majority, but {server} does not commit "
                "it. It is of term {old}; only entries of the leader's own "
                "term {term} are committed by counting (§5.4.2).",
                stored, node.id, node.log.termAt(stored), node.currentTerm);
        return;
    }
    node.commitIndex = stored;
    applyCommitted(node, out.symbols);
    out.say(committed,
            "Index {index} is committed. {server} leads, and {needed} of "
            "{servers} servers store it (§5.3).",
            stored, node.id, out.quorum(), out.clusterSize());
}
// [commit-rule]

// [apply]
void applyCommitted(Server& node, Symbols& symbols) {
    while (node.lastApplied < node.commitIndex) {
        ++node.lastApplied;
        const Entry& entry = node.log[node.lastApplied];
        if (entry.command != Symbol::none) {
            node.store.apply(entry.command, symbols);
        }
    }
}
// [apply]

}  // namespace lockstep::raft
