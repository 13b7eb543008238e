// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "drawing/geometry.h"
#include "kernel/time.h"

namespace lockstep::figures {

// A time as there is room for it beside a bar: "57 ms", "1.5 s". The facts have it in full.
inline std::string shortTime(Duration time) {
    const double ms = static_cast<double>(time.count()) / 1000;
    if (ms >= 1000) return drawing::shortNumber(ms / 1000, 1) + " s";
    return drawing::shortNumber(ms, ms < 10 ? 1 : 0) + " ms";
}

}  // namespace lockstep::figures
