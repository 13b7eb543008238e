// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/server_id.h"
#include "paxos/message.h"
#include "paxos/slots.h"

namespace lockstep::paxos {

class Outbox;

// An acceptor has two registers, and both survive a crash: it writes them
// down before it answers (2.5).
struct Acceptor {
    ServerId server;
    std::uint16_t number = 0;  // from 0: A1 is 0

    Ballot promised;       // the highest ballot it has promised
    Slots<Vote> accepted;  // in each slot, the last proposal it accepted

    bool operator==(const Acceptor&) const = default;
};

void receive(Acceptor& acceptor, const Prepare& prepare, Outbox& out);
void receive(Acceptor& acceptor, const Accept& accept, Outbox& out);

// What it keeps over a crash; less with the flaw forgets-promise.
void restart(Acceptor& acceptor, Outbox& out);

}  // namespace lockstep::paxos
