// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/paxos.h"

namespace lockstep::paxos {

Paxos::Own Paxos::own(const World& world, ServerId server) {
    Own own;
    if (const Proposer* proposer = world.proposerOn(server)) {
        own.proposer = *proposer;
    }
    if (const Acceptor* acceptor = world.acceptorOn(server)) {
        own.acceptor = *acceptor;
    }
    if (const Learner* learner = world.learnerOn(server)) {
        own.learner = *learner;
    }
    return own;
}

void Paxos::setOwn(World& world, ServerId server, const Own& own) {
    if (Proposer* proposer = world.proposerOn(server)) {
        *proposer = own.proposer;
    }
    if (Acceptor* acceptor = world.acceptorOn(server)) {
        *acceptor = own.acceptor;
    }
    if (Learner* learner = world.learnerOn(server)) *learner = own.learner;
}

}  // namespace lockstep::paxos
