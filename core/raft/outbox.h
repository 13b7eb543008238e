// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "raft/world.h"

namespace lockstep::raft {

// What a server acts through, with what it knows of the cluster from its
// configuration: the other servers, the dials, and which rules are broken.
class Outbox : public lockstep::Outbox<Message> {
public:
    Outbox(World& world, ServerId self, const Playing& playing)
        : lockstep::Outbox<Message>(world.cluster, self, playing),
          dials(world.dials),
          symbols(world.setup->symbols),
          world_(world) {}

    bool has(Flaw flaw) const { return world_.has(flaw); }

    // A majority; half of the servers with the flaw half-quorum.
    int quorum() const {
        const auto size = static_cast<int>(clusterSize());
        if (has(Flaw::halfQuorum)) return size < 2 ? 1 : size / 2;
        return size / 2 + 1;
    }

    ServerSet others() const {
        ServerSet all = ServerSet::firstOf(clusterSize());
        all.erase(self());
        return all;
    }

    // Randomized, so that split votes are rare and soon over (§5.2).
    DurationRange electionTimeout() const {
        const DurationRange range = dials.electionTimeout;
        if (has(Flaw::equalTimeouts)) return {range.low, range.low};
        return range;
    }

    const Dials& dials;
    Symbols& symbols;

private:
    const World& world_;
};

}  // namespace lockstep::raft
