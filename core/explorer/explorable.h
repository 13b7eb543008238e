// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "explorer/bounds.h"
#include "explorer/result.h"
#include "kernel/topic.h"

namespace lockstep::explorer {

// An exploration about to run. It shares nothing with the world it starts
// from, so it may run on a thread of its own, once.
class Exploration {
public:
    virtual ~Exploration() = default;
    virtual Result run(const Watch& watch) = 0;
};

// What a topic registers beside its interface, so that it can be explored by
// whoever does not know its types.
class Explorable {
public:
    explicit Explorable(Habits habits) : habits_(std::move(habits)) {}
    virtual ~Explorable() = default;

    const Habits& habits() const { return habits_; }

    // Whether it has servers that can be folded (Bounds::symmetry). Requires
    // a world of this topic, as below.
    virtual bool symmetric(const AnyWorld& start) const = 0;

    virtual std::unique_ptr<Exploration> prepare(
        const AnyWorld& start, const Bounds& bounds) const = 0;

private:
    Habits habits_;
};

}  // namespace lockstep::explorer
