// SPDX-License-Identifier: GPL-3.0-or-later
// What is committed, and what becomes of it (§5.3, §5.4.2).
#include <algorithm>
#include <array>
#include <functional>

#include "raft/events.h"
#include "raft/membership.h"
#include "raft/read.h"
#include "raft/replication.h"

namespace lockstep::raft {
namespace {

// The highest index that a majority of these servers stores.
Index onMajority(const Server& node, ServerSet members, const Outbox& out) {
    std::array<Index, mostServers> stored{};  // 0 where there is nobody
    std::size_t count = 0;
    for (ServerId id : members) {
        stored[count++] = id == node.id ? node.log.lastIndex()
                                        : node.peers[id.index].matchIndex;
    }
    std::sort(stored.begin(), stored.end(), std::greater<>());
    return stored[static_cast<std::size_t>(out.quorum(members) - 1)];
}

// The highest index that a quorum stores: of both sets while there are two.
Index highestOnQuorum(const Server& node, const Outbox& out) {
    const Configuration& configuration = node.configuration;
    const Index stored = onMajority(node, configuration.members(), out);
    if (!configuration.joint()) return stored;
    return std::min(stored, onMajority(node, configuration.old(), out));
}

void sayCommitted(const Server& node, Outbox& out) {
    const ServerSet members = node.configuration.members();
    if (node.configuration.joint()) {
        // rule: raft/commit#commit-rule
        out.say(committed,
                "Index {index} is committed. {server} leads, and majorities "
                "of both the old servers and the new ones store it (§6).",
                node.commitIndex, node.id);
        return;
    }
    // rule: raft/commit#commit-rule
    out.say(committed,
            "Index {index} is committed. {server} leads, and at least "
            "{needed} of {servers} servers store it (§5.3).",
            node.commitIndex, node.id, out.quorum(members), members.size());
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
    sayCommitted(node, out);
    applyCommitted(node, out);
    continueChange(node, out);
    answerReads(node, out);
}
// [commit-rule]

bool committedInOwnTerm(const Server& node) {
    return node.log.termAt(node.commitIndex) == node.currentTerm;
}

void openTerm(Server& node, Outbox& out) {
    if (node.log.lastTerm() == node.currentTerm) return;
    node.log.append({node.currentTerm, Symbol::none, true});
    out.say(termOpened,
            "{server} appends a no-op at index {index}. Before an entry of "
            "its own term is committed it does not know what is "
            "(dissertation 6.4).",
            node.id, node.log.lastIndex());
}

// [apply]
void applyCommitted(Server& node, Outbox& out) {
    const bool heedSerials = !out.has(Flaw::appliesTwice);
    while (node.lastApplied < node.commitIndex) {
        ++node.lastApplied;
        const Entry& entry = node.log[node.lastApplied];
        if (execute(entry, node.lastApplied, node.store, node.sessions,
                    out.symbols, heedSerials)) {
            continue;
        }
        out.say(duplicateSkipped,
                "{server} does not execute index {index} again. Its client "
                "{client} had command {serial} executed before (§8).",
                node.id, node.lastApplied, entry.client, entry.serial);
    }
}
// [apply]

}  // namespace lockstep::raft
