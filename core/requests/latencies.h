// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "kernel/hash.h"
#include "kernel/time.h"

namespace lockstep::requests {

// How long requests took, in fixed buckets, so that a percentile costs the
// same after ten requests and after ten million. Up to 31 microseconds each
// has a bucket of its own; above, a power of two has 16, so that what is read
// off is at most 7 % above the truth.
class Latencies {
public:
    void add(Duration latency);
    std::uint64_t count() const { return count_; }

    // The time within which so many percent of the requests were done (the
    // nearest rank): the longest that was seen in its bucket. Nothing before
    // the first request.
    std::optional<Duration> percentile(int percent) const;

    std::uint64_t digest() const;
    bool operator==(const Latencies&) const = default;

private:
    static constexpr std::size_t size = 32 + 16 * 35;

    static std::size_t bucketOf(std::uint64_t microseconds);

    struct Bucket {
        std::uint32_t count = 0;
        std::int64_t longest = 0;

        bool operator==(const Bucket&) const = default;
    };

    std::uint64_t count_ = 0;
    std::array<Bucket, size> buckets_{};
};

}  // namespace lockstep::requests
