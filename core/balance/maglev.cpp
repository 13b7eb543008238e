// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/lookup.h"
#include "balance/pool.h"

namespace lockstep::balance {

// [maglev]
// Eisenbud and others, "Maglev", NSDI 2016: those that may be picked share a
// table among them, as many entries each as their weights say. A client goes
// where its hash, modulo the size, points. When one leaves, the table is made
// anew, and nearly all other entries stay.
Pick pickMaglev(Pool& pool) {
    std::vector<bool> usable(pool.size());
    bool any = false;
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        usable[i] = pool.usable(i);
        any = any || usable[i];
    }
    if (!any) return std::nullopt;
    const Lookup& lookup = pool.table(usable);
    const std::size_t entry = entryOf(pool.client(), lookup);
    for (std::uint16_t i = 0; pool.telling() && i < pool.size(); ++i) {
        if (usable[i]) pool.scored(i, lookup.entries[i]);
    }
    return Choice{{lookup.table[entry]},
                  "Request {request} goes to {server}, which has the entry "
                  "of its hash. Entries held: {scores}. Its client is "
                  "{client}."};
}
// [maglev]

}  // namespace lockstep::balance
