// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <vector>

#include "kernel/renaming.h"
#include "kernel/server_id.h"

namespace lockstep::explorer {

// A topic with servers that its rules may treat alike (simulate.h).
template <class T>
concept Foldable = requires(const typename T::World& world,
                            const Renaming& names, ServerId s) {
    { T::fingerprint(world, names) } -> std::same_as<std::uint64_t>;
    { T::interchangeable(world, s, s) } -> std::same_as<bool>;
};

// Tells worlds apart, or all but for the names of interchangeable servers. If
// the rules treat two servers alike, then whatever can happen after a state
// can happen, with the names swapped, after the swapped state: looking behind
// one of the two is enough. That holds wherever the search starts from, since
// a start that favours a server is a state like any other.
template <class T>
class Fold {
public:
    using World = typename T::World;

    Fold(const World& start, bool wanted) {
        if constexpr (Foldable<T>) {
            if (wanted) group(start);
        }
    }

    // Whether any servers are interchangeable, and that is made use of.
    bool active() const { return active_; }

    // The same for worlds that differ by names only. `plain` is the world's
    // own fingerprint.
    std::uint64_t fold(const World& world, std::uint64_t plain) {
        if constexpr (Foldable<T>) {
            // Who joined later has no place among the others.
            if (world.cluster.size() != places_.size()) return plain;
            Known& known = known_[plain % known_.size()];
            if (known.plain != plain) {
                sortBySignature(world);
                known = {plain, smallest(world)};
            }
            return known.folded;
        } else {
            return plain;
        }
    }

private:
    // The same worlds come up again and again, so that most are looked up.
    struct Known {
        std::uint64_t plain = 0;
        std::uint64_t folded = 0;
    };
    // A server in its place: first those of its kind, then by its signature.
    struct Place {
        ServerId server;
        std::uint8_t kind = 0;
        std::uint64_t signature = 0;

        bool ties(const Place& other) const {
            return kind == other.kind && signature == other.signature;
        }
    };

    void group(const World& start) {
        const auto size = static_cast<std::uint16_t>(start.cluster.size());
        for (std::uint16_t i = 0; i < size; ++i) {
            std::uint16_t kind = 0;
            while (kind < i && !T::interchangeable(start, {kind}, {i}))
                ++kind;
            active_ = active_ || kind < i;
            places_.push_back({{i}, static_cast<std::uint8_t>(kind), 0});
        }
        if (active_) known_.resize(1U << 15);
    }

    // A server's signature is what the world looks like with that server
    // named and the others of each kind not told apart.
    void sortBySignature(const World& world) {
        for (Place& place : places_) {
            Renaming names;
            for (const Place& other : places_)
                names.set(other.server, other.kind);
            names.set(place.server, Renaming::mostServers);
            place.signature = T::fingerprint(world, names);
        }
        std::sort(places_.begin(), places_.end(),
                  [](const Place& a, const Place& b) {
                      if (a.kind != b.kind) return a.kind < b.kind;
                      if (a.signature != b.signature) {
                          return a.signature < b.signature;
                      }
                      return a.server < b.server;
                  });
    }

    // Of all orders that the signatures leave open, the one with the smallest
    // fingerprint. Where they are too many the rest is left out: some states
    // then count more than once, and none is missed.
    std::uint64_t smallest(const World& world) {
        std::uint64_t least = ~0ULL;
        int tries = 0;
        do {
            Renaming names;
            for (std::size_t i = 0; i < places_.size(); ++i) {
                names.set(places_[i].server, static_cast<std::uint8_t>(i));
            }
            least = std::min(least, T::fingerprint(world, names));
        } while (++tries < mostTries && nextOrder());
        return least;
    }

    // The next order of those that tie; false after the last.
    bool nextOrder() {
        const auto byServer = [](const Place& a, const Place& b) {
            return a.server < b.server;
        };
        auto first = places_.begin();
        while (first != places_.end()) {
            auto last = first;
            while (last != places_.end() && last->ties(*first))
                ++last;
            if (std::next_permutation(first, last, byServer)) return true;
            first = last;
        }
        return false;
    }

    static constexpr int mostTries = 720;

    bool active_ = false;
    std::vector<Place> places_;
    std::vector<Known> known_;
};

}  // namespace lockstep::explorer
