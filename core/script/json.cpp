// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/json.h"

#include <cstdio>

#include "script/text.h"

namespace lockstep::script {

void JsonWriter::separate() {
    if (!first_) result_ += ',';
    first_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    result_ += bracket;
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    result_ += bracket;
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    quote(name);
    result_ += ':';
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
    separate();
    quote(value);
    return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
    return literal(std::to_string(value));
}

JsonWriter& JsonWriter::boolean(bool value) {
    return literal(value ? "true" : "false");
}

JsonWriter& JsonWriter::literal(std::string_view value) {
    separate();
    result_ += value;
    return *this;
}

void JsonWriter::quote(std::string_view value) {
    result_ += '"';
    while (!value.empty()) {
        const char c = value.front();
        const auto byte = static_cast<unsigned char>(c);
        const std::size_t length = characterLength(value);
        if (length == 0) {
            result_ += "\xEF\xBF\xBD";
        } else if (c == '"' || c == '\\') {
            result_ += '\\';
            result_ += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", byte);
            result_ += escape;
        } else {
            result_ += value.substr(0, length);
        }
        value.remove_prefix(length == 0 ? 1 : length);
    }
    result_ += '"';
}

}  // namespace lockstep::script
