// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <vector>

#include "explorer/search.h"

namespace lockstep::explorer {

// Leaves out of a path to a violation what is not needed for it: larger parts
// first, then single actions ("delta debugging", Zeller and Hildebrandt 2002).
// What stays is a path that breaks the same invariant, if not a shortest one.
template <class T>
class Shortening {
public:
    Shortening(const Player<T>& player, int invariant)
        : player_(player), invariant_(invariant) {}

    std::vector<Action> of(const std::vector<Action>& path) {
        Attempt best = follow(path);
        if (!best.breaks) return path;
        for (std::size_t part = best.deeds.size() / 2; part > 0;) {
            const std::size_t before = best.deeds.size();
            leaveOutParts(best, part);
            const bool again = part == 1 && best.deeds.size() < before;
            if (!again) part /= 2;
        }
        return best.path;
    }

private:
    // An action by what it does: message ids change when others are left out.
    struct Deed {
        Verb verb{};
        ServerId a;
        ServerId b;
        std::uint64_t what = 0;

        bool operator==(const Deed&) const = default;
    };
    struct Attempt {
        std::vector<Deed> deeds;
        std::vector<Action> path;
        bool breaks = false;
    };

    // A message is known by its mark; what a verb takes may change.
    static Deed deedOf(const typename T::World& world, const Action& action) {
        Deed deed{action.verb, action.a, action.b, 0};
        if (const auto* packet = world.cluster.find(action.n);
            packet && !isTopicVerb(action.verb)) {
            deed.what = packet->mark != 0 ? packet->mark : packet->id;
        } else if (action.verb == Verb::partition) {
            deed.what = action.n;
        }
        return deed;
    }

    void leaveOutParts(Attempt& best, std::size_t part) {
        for (std::size_t at = 0; at < best.deeds.size();) {
            std::vector<Deed> fewer = best.deeds;
            const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(at);
            const std::size_t end = std::min(at + part, fewer.size());
            fewer.erase(first,
                        fewer.begin() + static_cast<std::ptrdiff_t>(end));
            Attempt attempt = follow(fewer);
            if (attempt.breaks) {
                best = std::move(attempt);
            } else {
                at += part;
            }
        }
    }

    Attempt follow(const std::vector<Action>& path) {
        return follow(path.size(), [&](std::size_t i, const auto& world,
                                       const Action& action) {
            return deedOf(world, action) == deedOf(world, path[i]);
        });
    }

    Attempt follow(const std::vector<Deed>& deeds) {
        return follow(deeds.size(), [&](std::size_t i, const auto& world,
                                        const Action& action) {
            return deedOf(world, action) == deeds[i];
        });
    }

    // Plays what is wanted, leaving out what is not possible any more, until
    // the invariant breaks.
    template <class IsWanted>
    Attempt follow(std::size_t count, IsWanted isWanted) {
        Attempt attempt;
        const Choices<T>& choices = player_.choices();
        typename T::World world = player_.start();
        Spent spent;
        for (std::size_t i = 0; i < count && !attempt.breaks; ++i) {
            T::fingerprint(world);  // for the marks
            choices.list(world, spent, codes_);
            for (const Code code : codes_) {
                const Action action = choices.choice(world, spent, code).action;
                if (!isWanted(i, world, action)) continue;
                const typename T::World before = world;
                attempt.deeds.push_back(deedOf(world, action));
                attempt.path.push_back(action);
                play(choices, world, spent, code);
                attempt.breaks = player_.broken(before, world) == invariant_;
                break;
            }
        }
        return attempt;
    }

    const Player<T>& player_;
    int invariant_;
    std::vector<Code> codes_;
};

}  // namespace lockstep::explorer
