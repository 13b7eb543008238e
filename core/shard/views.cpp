// SPDX-License-Identifier: GPL-3.0-or-later
// The router decides which servers a shard has.
#include "shard/events.h"
#include "shard/replicate.h"

namespace lockstep::shard {

// [decide-view]
// Of several proposals for one epoch the first counts; whoever is late is told
// what has been decided, and proposes anew if it still wants to. So each epoch
// has one primary, and each primary was in the view before (PacificA, "the
// configuration manager").
void receive(Router& router, const Propose& propose, ServerId server,
             Outbox& out) {
    const View now = *router.directory.viewOf(propose.view.shard);
    if (propose.view.epoch != now.epoch + 1) {
        out.say(viewKept,
                "{router} tells {server} that shard {shard} is led by "
                "{primary}, by epoch {epoch}.",
                router.server, server, now.shard, now.members.front(),
                now.epoch);
        out.sendTo(server, Lead{now});
        return;
    }
    const View& then = propose.view;
    router.directory.learn(then);
    out.say(viewDecided,
            "{router} writes down that shard {shard} is led by {primary}, by "
            "epoch {epoch}. Followers: {count}.",
            router.server, then.shard, then.members.front(), then.epoch,
            then.members.size() - 1);
    for (const ServerId member : then.members)
        out.sendTo(member, Lead{then});
    for (const ServerId member : now.members) {
        if (!then.has(member)) out.sendTo(member, Lead{then});
    }
}
// [decide-view]

}  // namespace lockstep::shard
