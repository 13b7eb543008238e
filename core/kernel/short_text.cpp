// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/short_text.h"

namespace lockstep {

std::string toShortText(Duration duration) {
    const std::int64_t value = duration.count();
    if (value < 0) return '-' + toShortText(-duration);
    std::int64_t unit = 1;
    while (value / unit >= 1000) unit *= 10;
    return toText(Duration((value + unit / 2) / unit * unit));
}

}  // namespace lockstep
