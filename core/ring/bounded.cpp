// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/bounded.h"

#include <numeric>

namespace lockstep::ring {
namespace {

// The next point whose server is not full, found at once however long the row
// of full ones before it: each point refers to one further on.
class OpenPoints {
public:
    explicit OpenPoints(std::size_t count) : further_(count) {
        std::iota(further_.begin(), further_.end(), std::size_t{0});
    }

    template <class IsFull>
    std::size_t from(std::size_t point, IsFull isFull) {
        std::size_t at = point;
        for (;;) {
            while (further_[at] != at)
                at = further_[at];
            if (!isFull(at)) break;
            further_[at] = at + 1 == further_.size() ? 0 : at + 1;
        }
        while (further_[point] != point) {
            const std::size_t next = further_[point];
            further_[point] = at;
            point = next;
        }
        return at;
    }

private:
    std::vector<std::size_t> further_;
};

}  // namespace

std::uint64_t capacity(std::int64_t c, std::uint64_t keys, std::uint32_t weight,
                       std::uint64_t totalWeight) {
    const std::uint64_t divisor = totalWeight * 1'000'000;
    const std::uint64_t share = keys * weight;
    return (static_cast<std::uint64_t>(c) * share + divisor - 1) / divisor;
}

// [bounded]
std::vector<ServerIndex> placeBounded(
    const HashRing& ring, const std::vector<Position>& keys,
    const std::vector<std::uint64_t>& capacities) {
    std::vector<std::uint64_t> load(capacities.size(), 0);
    const auto isFull = [&](std::size_t point) {
        const ServerIndex server = ring.points()[point].server;
        return load[server] >= capacities[server];
    };
    OpenPoints open(ring.size());
    std::vector<ServerIndex> owners;
    owners.reserve(keys.size());
    for (const Position key : keys) {
        const std::size_t point = open.from(ring.find(key), isFull);
        const ServerIndex server = ring.points()[point].server;
        ++load[server];
        owners.push_back(server);
    }
    return owners;
}
// [bounded]

}  // namespace lockstep::ring
