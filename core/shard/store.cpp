// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/store.h"

#include <algorithm>

namespace lockstep::shard {

RequestId Row::lastOf(ServerId writer) const {
    for (const Serial& serial : serials) {
        if (serial.writer == writer) return serial.last;
    }
    return 0;
}

void Row::note(ServerId writer, RequestId request) {
    for (Serial& serial : serials) {
        if (serial.writer != writer) continue;
        serial.last = std::max(serial.last, request);
        return;
    }
    serials.push_back({writer, request});
}

std::size_t Store::placeOf(Symbol key, const Symbols& symbols) const {
    const auto found =
        std::lower_bound(rows_.begin(), rows_.end(), symbols.text(key),
                         [&](const Row& row, std::string_view text) {
                             return symbols.text(row.key) < text;
                         });
    return static_cast<std::size_t>(found - rows_.begin());
}

const Row* Store::find(Symbol key, const Symbols& symbols) const {
    const std::size_t at = placeOf(key, symbols);
    return at < rows_.size() && rows_[at].key == key ? &rows_[at] : nullptr;
}

Row* Store::find(Symbol key, const Symbols& symbols) {
    const std::size_t at = placeOf(key, symbols);
    return at < rows_.size() && rows_[at].key == key ? &rows_[at] : nullptr;
}

Row& Store::make(Symbol key, const Symbols& symbols) {
    const std::size_t at = placeOf(key, symbols);
    if (at == rows_.size() || rows_[at].key != key) {
        Row row;
        row.key = key;
        rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(at), row);
    }
    return rows_[at];
}

void Store::put(const Row& row, const Symbols& symbols) {
    make(row.key, symbols) = row;
}

void Store::erase(Symbol key, const Symbols& symbols) {
    const std::size_t at = placeOf(key, symbols);
    if (at == rows_.size() || rows_[at].key != key) return;
    rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(at));
}

std::size_t Store::live() const {
    return static_cast<std::size_t>(std::count_if(
        rows_.begin(), rows_.end(), [](const Row& row) { return row.live(); }));
}

}  // namespace lockstep::shard
