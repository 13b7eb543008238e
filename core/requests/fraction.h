// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "kernel/value.h"

namespace lockstep::requests {

// A fraction as facts have it: at most four decimals, rounded half up,
// without zeros at its end. Nothing of nothing is none.
inline Value fraction(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return {};
    const std::uint64_t scaled = (part * 20'000 + whole) / (2 * whole);
    std::string text = std::to_string(scaled / 10'000);
    std::string rest = std::to_string(10'000 + scaled % 10'000).substr(1);
    while (!rest.empty() && rest.back() == '0')
        rest.pop_back();
    return rest.empty() ? text : text + '.' + rest;
}

}  // namespace lockstep::requests
