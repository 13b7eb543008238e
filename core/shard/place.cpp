// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/place.h"

#include <algorithm>

#include "ring/hashing.h"
#include "shard/hash_slot.h"

namespace lockstep::shard {

// [place]
Place placeOf(Scheme scheme, std::string_view key) {
    switch (scheme) {
        case Scheme::ring: return Place::at(ring::xxHash64(key));
        case Scheme::slots: return Place::at(slotOf(key));
        case Scheme::range: return {false, 0, std::string(key)};
    }
    return {};
}
// [place]

Span slotSpan(std::uint64_t first, std::uint64_t end) {
    return {Place::at(first),
            end >= slotCount ? Place::theEnd() : Place::at(end)};
}

Span common(const Span& a, const Span& b) {
    return {std::max(a.first, b.first), std::min(a.end, b.end)};
}

Area::Area(std::vector<Span> spans) {
    std::sort(spans.begin(), spans.end(),
              [](const Span& a, const Span& b) { return a.first < b.first; });
    std::vector<Span> joined;
    for (Span& span : spans) {
        if (span.empty()) continue;
        if (!joined.empty() && joined.back().end >= span.first) {
            joined.back().end = std::max(joined.back().end, span.end);
        } else {
            joined.push_back(std::move(span));
        }
    }
    spans_ = {std::make_shared<const std::vector<Span>>(std::move(joined))};
}

bool Area::contains(const Place& place) const {
    const auto after =
        std::upper_bound(spans().begin(), spans().end(), place,
                         [](const Place& wanted, const Span& span) {
                             return wanted < span.first;
                         });
    return after != spans().begin() && std::prev(after)->contains(place);
}

std::uint64_t Area::slots() const {
    std::uint64_t places = 0;
    for (const Span& span : spans()) {
        const std::uint64_t end = span.end.end ? slotCount : span.end.number;
        places += end - span.first.number;
    }
    return places;
}

bool overlap(const Area& a, const Area& b) {
    for (const Span& one : a.spans()) {
        for (const Span& other : b.spans()) {
            if (!common(one, other).empty()) return true;
        }
    }
    return false;
}

Area common(const Area& a, const Span& b) {
    std::vector<Span> spans;
    for (const Span& span : a.spans())
        spans.push_back(common(span, b));
    return Area(std::move(spans));
}

}  // namespace lockstep::shard
