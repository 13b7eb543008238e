// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace lockstep::script {

enum class Operator : std::uint8_t {
    equal,
    unequal,
    less,
    lessOrEqual,
    greater,
    greaterOrEqual,
    contains,
};

const char* wordFor(Operator op);

// A number as values have it: digits, perhaps a minus before and a point with
// more digits. Of any length: it is compared digit by digit.
bool isNumber(std::string_view text);

// Whether a fact's text stands in this relation to a value. Two numbers are
// compared as numbers; other text in order as people number things, runs of
// digits by what they count (ballot 2.P1 is below 10.P1). Nothing is neither
// above nor below anything. A list contains its parts.
bool compares(std::string_view left, Operator op, std::string_view right);

}  // namespace lockstep::script
