// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ring/member.h"

namespace lockstep::ring {

// Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm",
// 2014, figure 1: numbers keys to buckets 0 to buckets - 1. Only the last
// bucket can go. Requires a bucket. Each bucket it comes through is noted in
// `through`, if given.
std::int32_t jump(std::uint64_t key, std::int32_t buckets,
                  std::vector<std::int32_t>* through = nullptr);

}  // namespace lockstep::ring
