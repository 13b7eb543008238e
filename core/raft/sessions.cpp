// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/sessions.h"

#include "kernel/action.h"

namespace lockstep::raft {

std::size_t Sessions::find(Symbol client) const {
    std::size_t at = 0;
    while (at < rows_.size() && rows_[at].client != client)
        ++at;
    return at;
}

bool Sessions::executed(Symbol client, std::uint32_t serial) const {
    const std::size_t at = find(client);
    return at < rows_.size() && serial <= rows_[at].serial;
}

void Sessions::note(Symbol client, std::uint32_t serial, Index index) {
    const std::size_t at = find(client);
    if (at < rows_.size()) {
        rows_.set(at, {client, serial, index});
    } else {
        rows_.pushBack({client, serial, index});
    }
}

Index Sessions::latest(Symbol client) const {
    const std::size_t at = find(client);
    return at < rows_.size() ? rows_[at].index : 0;
}

Ticket readTicket(Symbol options, Symbols& symbols, std::string& why) {
    const std::string text(symbols.text(options));
    if (text.empty()) return {};
    const std::string_view client = optionOf(text, "client");
    const std::string_view digits = optionOf(text, "serial");
    std::uint32_t serial = 0;
    for (const char digit : digits) {
        const bool fits = digit >= '0' && digit <= '9' && serial < 100'000'000;
        serial = fits ? serial * 10 + static_cast<std::uint32_t>(digit - '0')
                      : 1'000'000'000;
    }
    if (client.empty() || serial < 1 || serial >= 1'000'000'000) {
        why =
            "a session needs a client and a serial number from 1; write "
            "client=C1 serial=3";
        return {};
    }
    return {symbols.intern(client), serial};
}

// [execute-once]
// Each client numbers its commands. The state machine keeps the number of the
// latest one it executed, and executes no command with that number or a lower
// one (§8, dissertation 6.3).
bool execute(const Entry& entry, Index index, KeyValueStore& store,
             Sessions& sessions, Symbols& symbols, bool heedSerials) {
    if (entry.command == Symbol::none) return true;
    if (entry.client != Symbol::none) {
        const bool again = sessions.executed(entry.client, entry.serial);
        if (again && heedSerials) return false;
        sessions.note(entry.client, entry.serial, index);
    }
    store.apply(entry.command, symbols);
    return true;
}
// [execute-once]

}  // namespace lockstep::raft
