// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/time.h"

namespace lockstep {

// What a dial can be set to.
enum class DialKind : std::uint8_t {
    range,     // 10..20 ms       low, high in microseconds
    duration,  // 50 ms           low in microseconds
    percent,   // 2.5 %           low in parts per million
    number,    // 3               low
    choice,    // plain|fast      low is the index of the choice
    decimal,   // 1.25            low in millionths
    amount,    // count-window 10, time-window 10 s: low is the index of the
               //                 choice, high its number or microseconds
    factor,    // S1 1.05         low is the server, high in millionths
    text,      // k1 k2 k3        low is the symbol of the text
};

// A dial's value in numbers, as its kind says.
struct DialValue {
    std::int64_t low = 0;
    std::int64_t high = 0;

    // Not set: what DialInfo::unset writes.
    static constexpr std::int64_t unset = INT64_MIN;
    bool isSet() const { return low != unset; }

    bool operator==(const DialValue&) const = default;
};

// A dial: a setting of the world that can be turned while it runs.
struct DialInfo {
    std::string name;  // "election-timeout"
    DialKind kind = DialKind::number;
    std::string standard;  // its default: "150..300 ms"
    DialValue least;       // bounds, for both ends of a range
    DialValue most;
    std::vector<std::string> choices;  // for a choice
    std::string summary;               // what it is and what turning it does
    // The word for not set, if it can be: "none", "majority".
    std::string unset = {};
    // It shapes the world that is built, so only the head can set it.
    bool headOnly = false;
};

// For an amount a choice is written with its kind: "count-window N",
// "time-window D" for a duration.

class Setup;

// Reads a value, or says in `why` what would be right. Kinds that name a
// server or hold a text need the setup.
std::optional<DialValue> parseDial(const DialInfo& dial, std::string_view text,
                                   std::string& why,
                                   const Setup* setup = nullptr);
std::string toText(const DialInfo& dial, const DialValue& value,
                   const Setup* setup = nullptr);

}  // namespace lockstep
