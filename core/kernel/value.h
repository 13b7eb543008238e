// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/time.h"

namespace lockstep {

// What a fact says, as text in the script language's form: nothing is "none",
// lists have single spaces, times are in milliseconds.
class Value {
public:
    Value() : text_("none") {}
    Value(std::string text) : text_(std::move(text)) {}
    Value(std::string_view text) : text_(text) {}
    Value(const char* text) : text_(text) {}
    Value(bool) = delete;
    Value(std::uint32_t number) : text_(std::to_string(number)) {}
    Value(std::int32_t number) : text_(std::to_string(number)) {}
    Value(std::uint64_t number) : text_(std::to_string(number)) {}
    Value(std::int64_t number) : text_(std::to_string(number)) {}
    Value(Duration duration) : text_(toMilliseconds(duration)) {}

    const std::string& text() const { return text_; }
    bool isNone() const { return text_ == "none"; }
    bool operator==(const Value&) const = default;

private:
    std::string text_;
};

// Joins the parts of a list value; an empty list is none.
class ListValue {
public:
    void add(std::string_view part) {
        if (!text_.empty()) text_ += ' ';
        text_ += part;
    }
    Value value() const { return text_.empty() ? Value() : Value(text_); }

private:
    std::string text_;
};

}  // namespace lockstep
