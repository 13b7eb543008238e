// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/client_invariants.h"

namespace lockstep::raft {

// The same across snapshots: what a new one says is what executing the
// committed entries up to there comes to.
void checkSnapshot(const World& world, const Server& before,
                   const Server& after, Verdicts& verdicts) {
    if (!after.snapshot || after.snapshot == before.snapshot) return;
    const Snapshot& snapshot = *after.snapshot;
    KeyValueStore store;
    Sessions sessions;
    const bool heedSerials = !world.has(Flaw::appliesTwice);
    for (Index i = 1; i <= snapshot.lastIncludedIndex; ++i) {
        const Entry& entry = world.ghosts.committed[i - 1].entry;
        if (entry.term == 0) return;
        execute(entry, i, store, sessions, world.setup->symbols, heedSerials);
    }
    if (store == snapshot.store && sessions == snapshot.sessions) return;
    verdicts.broken(number(Invariant::stateMachineSafety),
                    "{server}'s snapshot up to index {index} differs from "
                    "what was committed up to there.",
                    after.id, snapshot.lastIncludedIndex);
}

// A client's command is executed at one index of the log, however often it
// stands there.
void checkOnce(const World& world, const Server& before, const Server& after,
               Verdicts& verdicts) {
    for (Index index = before.lastApplied + 1; index <= after.lastApplied;
         ++index) {
        if (!after.log.stores(index)) continue;
        const Entry& entry = after.log[index];
        const bool session = entry.client != Symbol::none;
        if (!session || after.sessions.latest(entry.client) != index) continue;
        for (Index earlier = 1; earlier < index; ++earlier) {
            const Entry& other = world.ghosts.committed[earlier - 1].entry;
            if (other.client != entry.client || other.serial != entry.serial) {
                continue;
            }
            verdicts.broken(number(Invariant::commandsOnce),
                            "{server} executes {client}'s command {serial} at "
                            "index {index}, and had executed it at index "
                            "{earlier}.",
                            after.id, entry.client, entry.serial, index,
                            earlier);
        }
    }
}

// A read sees all that was committed before it was asked (§8).
void checkReads(const Ghosts& before, const Ghosts& after, Verdicts& verdicts) {
    const Ghosts::StaleRead& stale = after.staleRead;
    if (stale.count == before.staleRead.count) return;
    if (stale.value == Symbol::none) {
        verdicts.broken(number(Invariant::linearizableReads),
                        "{server} answers that {key} has no value, but "
                        "{newer} was committed before the client asked.",
                        stale.server, stale.key, stale.newer);
        return;
    }
    verdicts.broken(number(Invariant::linearizableReads),
                    "{server} answers that {key} is {value}, but {newer} was "
                    "committed before the client asked.",
                    stale.server, stale.key, stale.value, stale.newer);
}

void rememberAnswer(World& world, ServerId server, const PendingRead& read,
                    Symbol value) {
    // What was applied by now includes what was committed then: up to date.
    if (world.server(server).lastApplied >= read.committedThen) return;
    KeyValueStore store;
    Sessions sessions;
    for (Index i = 1; i <= read.committedThen; ++i) {
        execute(world.ghosts.committed[i - 1].entry, i, store, sessions,
                world.setup->symbols);
    }
    const Symbol newer = store.value(read.key);
    if (newer == value || newer == Symbol::none) return;
    Ghosts::StaleRead& stale = world.ghosts.staleRead;
    stale = {stale.count + 1, server, read.key, value, newer};
}

}  // namespace lockstep::raft
