// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "kernel/hash.h"
#include "kernel/time.h"

namespace lockstep::requests {

// How many came in the last second, in ten buckets of a tenth each, so that it
// costs the same whatever comes.
class Rate {
public:
    void add(Time now) {
        const std::int64_t tenth = now.count() / width;
        Bucket& bucket = buckets_[static_cast<std::size_t>(tenth % size)];
        if (bucket.tenth != tenth) bucket = {tenth, 0};
        ++bucket.count;
    }

    // Those of this tenth and of the nine before it.
    std::uint32_t at(Time now) const {
        const std::int64_t tenth = now.count() / width;
        std::uint32_t sum = 0;
        for (const Bucket& bucket : buckets_) {
            if (bucket.tenth > tenth - size) sum += bucket.count;
        }
        return sum;
    }

    std::uint64_t digest() const {
        Digest digest;
        for (const Bucket& bucket : buckets_) {
            digest.add(static_cast<std::uint64_t>(bucket.tenth))
                .add(bucket.count);
        }
        return digest.value();
    }
    bool operator==(const Rate&) const = default;

private:
    static constexpr std::int64_t size = 10;
    static constexpr std::int64_t width = 100'000;  // microseconds

    struct Bucket {
        std::int64_t tenth = 0;
        std::uint32_t count = 0;

        bool operator==(const Bucket&) const = default;
    };

    std::array<Bucket, size> buckets_{};
};

}  // namespace lockstep::requests
