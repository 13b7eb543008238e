// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/world.h"

#include <algorithm>
#include <utility>

namespace lockstep::paxos {
namespace {

// Roles stand in the order of their servers.
template <class Roles>
auto* roleOn(Roles& roles, ServerId server) {
    using Role = std::remove_reference_t<decltype(roles[0])>;
    if (roles.empty() || server < roles[0].server) {
        return static_cast<Role*>(nullptr);
    }
    const std::size_t place = server.index - roles[0].server.index;
    return place < roles.size() ? &roles[place] : nullptr;
}

}  // namespace

Proposer* World::proposerOn(ServerId server) {
    return roleOn(proposers, server);
}
const Proposer* World::proposerOn(ServerId server) const {
    return roleOn(proposers, server);
}
Acceptor* World::acceptorOn(ServerId server) {
    return roleOn(acceptors, server);
}
const Acceptor* World::acceptorOn(ServerId server) const {
    return roleOn(acceptors, server);
}
Learner* World::learnerOn(ServerId server) { return roleOn(learners, server); }
const Learner* World::learnerOn(ServerId server) const {
    return roleOn(learners, server);
}

int World::quorum1() const {
    const auto count = static_cast<int>(acceptors.size());
    return dials.quorum1 == 0 ? count / 2 + 1 : dials.quorum1;
}

// With the flaw, what quorum 1 leaves over is enough; without it, the two
// overlap by at least one acceptor.
int World::quorum2() const {
    const auto count = static_cast<int>(acceptors.size());
    const int asked = dials.quorum2 == 0 ? count / 2 + 1 : dials.quorum2;
    const int left = count - quorum1();
    if (has(Flaw::disjointQuorums)) return std::max(1, std::min(asked, left));
    return std::max(asked, left + 1);
}

}  // namespace lockstep::paxos
