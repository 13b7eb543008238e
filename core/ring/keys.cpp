// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/keys.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace lockstep::ring {
namespace {

std::optional<std::size_t> readCount(std::string_view text) {
    std::size_t count = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, count);
    // "-1" counts nothing, and is meant as a count.
    if (text.size() > 1 && text.front() == '-' &&
        text.find_first_not_of("0123456789", 1) == std::string_view::npos) {
        return mostKeys + 1;
    }
    if (text.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    if (error != std::errc() || stop != end) return mostKeys + 1;
    return count;
}

}  // namespace

std::optional<KeyNames> KeyNames::read(std::string_view text,
                                       std::string& why) {
    KeyNames keys;
    if (const auto count = readCount(text)) {
        keys.count_ = *count;
        if (*count <= mostKeys) return keys;
        why = "keys takes a number from 0 to " + std::to_string(mostKeys) +
              ", or names";
        return std::nullopt;
    }
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string name(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (name.empty()) continue;
        if (name.size() > longestKey) {
            why = "a key has at most " + std::to_string(longestKey) +
                  " bytes, not " + std::to_string(name.size());
            return std::nullopt;
        }
        const auto number = static_cast<KeyIndex>(keys.names_.size());
        if (!keys.numbers_.emplace(name, number).second) {
            why = "keys names " + name + " twice; name each key once";
            return std::nullopt;
        }
        keys.names_.push_back(name);
    }
    return keys;
}

std::string KeyNames::name(KeyIndex index) const {
    return names_.empty() ? 'k' + std::to_string(index + 1) : names_[index];
}

std::optional<KeyIndex> KeyNames::find(std::string_view name) const {
    if (!names_.empty()) {
        const auto found = numbers_.find(name);
        if (found == numbers_.end()) return std::nullopt;
        return found->second;
    }
    if (name.size() < 2 || name[0] != 'k' || name[1] == '0') {
        return std::nullopt;
    }
    const auto number = readCount(name.substr(1));
    if (!number || *number > count_) return std::nullopt;
    return static_cast<KeyIndex>(*number - 1);
}

Keys hashed(std::string_view text, HashKind hash) {
    Keys keys;
    std::string why;
    keys.text = text;
    keys.names = *KeyNames::read(text, why);
    keys.hash = hash;
    std::vector<std::pair<Position, KeyIndex>> inOrder;
    const auto count = static_cast<KeyIndex>(keys.names.size());
    for (KeyIndex key = 0; key < count; ++key) {
        keys.hashes.push_back(hashOfKey(keys.names.name(key), hash));
        inOrder.emplace_back(keys.placeOf(key), key);
    }
    std::sort(inOrder.begin(), inOrder.end());
    for (const auto& [place, key] : inOrder) {
        keys.places.push_back(place);
        keys.inOrder.push_back(key);
    }
    return keys;
}

}  // namespace lockstep::ring
