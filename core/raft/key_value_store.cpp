// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/key_value_store.h"

namespace lockstep::raft {

void KeyValueStore::apply(Symbol command, Symbols& symbols) {
    const std::string_view text = symbols.text(command);
    const std::size_t equals = text.find('=');
    const Symbol key = symbols.intern(text.substr(0, equals));
    const Symbol value = symbols.intern(text.substr(equals + 1));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i].key != key) continue;
        rows_.set(i, {key, value});
        return;
    }
    rows_.pushBack({key, value});
}

Symbol KeyValueStore::value(Symbol key) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i].key == key) return rows_[i].value;
    }
    return Symbol::none;
}

}  // namespace lockstep::raft
