// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/latencies.h"

#include <algorithm>
#include <bit>

namespace lockstep::requests {

std::size_t Latencies::bucketOf(std::uint64_t microseconds) {
    if (microseconds < 32) return static_cast<std::size_t>(microseconds);
    const auto power = static_cast<int>(std::bit_width(microseconds)) - 1;
    const std::uint64_t sixteenth = (microseconds >> (power - 4)) & 15U;
    const auto bucket = 32 + 16 * static_cast<std::size_t>(power - 5) +
                        static_cast<std::size_t>(sixteenth);
    return std::min(bucket, size - 1);
}

void Latencies::add(Duration latency) {
    const std::int64_t time = std::max<std::int64_t>(0, latency.count());
    Bucket& bucket = buckets_[bucketOf(static_cast<std::uint64_t>(time))];
    ++bucket.count;
    bucket.longest = std::max(bucket.longest, time);
    ++count_;
}

std::optional<Duration> Latencies::percentile(int percent) const {
    if (count_ == 0) return std::nullopt;
    const std::uint64_t rank =
        (count_ * static_cast<std::uint64_t>(percent) + 99) / 100;
    std::uint64_t seen = 0;
    for (const Bucket& bucket : buckets_) {
        seen += bucket.count;
        if (seen >= rank && bucket.count > 0) return Duration(bucket.longest);
    }
    return std::nullopt;
}

std::uint64_t Latencies::digest() const {
    Digest digest;
    for (std::size_t i = 0; i < size; ++i) {
        if (buckets_[i].count == 0) continue;
        digest.add(i)
            .add(buckets_[i].count)
            .add(static_cast<std::uint64_t>(buckets_[i].longest));
    }
    return digest.value();
}

}  // namespace lockstep::requests
