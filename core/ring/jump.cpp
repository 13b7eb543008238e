// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/jump.h"

namespace lockstep::ring {

// [jump]
// Figure 1: with j + 1 buckets a key moves to the new bucket j with
// probability 1/(j + 1). The loop jumps from one such move to the next.
std::int32_t jump(std::uint64_t key, std::int32_t buckets,
                  std::vector<std::int32_t>* through) {
    std::int64_t b = -1;
    std::int64_t j = 0;
    while (j < buckets) {
        b = j;
        if (through) through->push_back(static_cast<std::int32_t>(b));
        key = key * 2862933555777941757ULL + 1;
        const double chance = static_cast<double>((key >> 33) + 1);
        j = static_cast<std::int64_t>(
            static_cast<double>(b + 1) *
            (static_cast<double>(1LL << 31) / chance));
    }
    return static_cast<std::int32_t>(b);
}
// [jump]

}  // namespace lockstep::ring
