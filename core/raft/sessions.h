// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "raft/key_value_store.h"
#include "raft/log.h"

namespace lockstep::raft {

// What the state machine remembers of its clients, so that a command which a
// client sends again is not executed again (§8, dissertation 6.3).
class Sessions {
public:
    struct Row {
        Symbol client = Symbol::none;
        std::uint32_t serial = 0;  // the latest that was executed
        Index index = 0;           // where it stands in the log

        bool operator==(const Row&) const = default;
    };

    // Whether a client's command was executed, this one or a later one.
    bool executed(Symbol client, std::uint32_t serial) const;
    // Notes that a client's command was executed.
    void note(Symbol client, std::uint32_t serial, Index index);
    // Where the client's latest command stands in the log; 0 without one.
    Index latest(Symbol client) const;

    std::size_t size() const { return rows_.size(); }
    const Row& operator[](std::size_t at) const { return rows_[at]; }

    bool operator==(const Sessions&) const = default;

private:
    std::size_t find(Symbol client) const;

    ChunkedList<Row> rows_;
};

// A client's name and the number of its command; none and 0 without a
// session.
struct Ticket {
    Symbol client = Symbol::none;
    std::uint32_t serial = 0;
};

// Reads "client=C1 serial=3". With something missing or wrong, `why` says
// what would be right.
Ticket readTicket(Symbol options, Symbols& symbols, std::string& why);

// Executes an entry's command on the state machine, unless its client had it
// executed before. False if so. Without heedSerials everything is executed.
bool execute(const Entry& entry, Index index, KeyValueStore& store,
             Sessions& sessions, Symbols& symbols, bool heedSerials = true);

}  // namespace lockstep::raft
