// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lockstep::script {

// Writes one JSON value, from left to right. Always valid UTF-8: bytes that
// are none become U+FFFD. The caller keeps objects and keys in order.
class JsonWriter {
public:
    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& key(std::string_view name);
    JsonWriter& text(std::string_view value);
    JsonWriter& number(std::int64_t value);
    JsonWriter& boolean(bool value);
    // A number that is written already, such as 151.2.
    JsonWriter& literal(std::string_view value);

    const std::string& result() const { return result_; }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();
    void quote(std::string_view value);

    std::string result_;
    bool first_ = true;
};

}  // namespace lockstep::script
