// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "kernel/chunked_list.h"
#include "paxos/ballot.h"

namespace lockstep::paxos {

// Something for each slot, from 1; what was never set is T{}. Slot 1 lives
// inside, because without `multi` there is no other, and the explorer copies
// worlds all the time; the rest is shared by copies until one changes it.
template <class T>
class Slots {
public:
    // The highest slot that was set; 0 if none was.
    Slot last() const { return last_; }

    const T& operator[](Slot slot) const {
        if (slot == 1) return first_;
        return slot <= last_ ? more_[slot - 2] : nothing;
    }

    void set(Slot slot, const T& value) {
        if (slot == 1) {
            first_ = value;
        } else {
            while (more_.size() < slot - 1)
                more_.pushBack(T{});
            more_.set(slot - 2, value);
        }
        if (slot > last_) last_ = slot;
    }

    void clear() {
        if (last_ == 0) return;
        first_ = T{};
        more_.truncate(0);
        last_ = 0;
    }

    // Calls f(slot) for each slot in which two of them differ.
    template <class F>
    static void eachDifference(const Slots& a, const Slots& b, F f) {
        if (!(a.first_ == b.first_)) f(Slot{1});
        const std::size_t last = std::max(a.more_.size(), b.more_.size());
        const std::size_t common = std::min(a.more_.size(), b.more_.size());
        for (std::size_t at = 0; at < last; ++at) {
            if (at < common) {
                at = ChunkedList<T>::firstDifference(a.more_, b.more_, at);
            }
            if (at < last) f(static_cast<Slot>(at + 2));
        }
    }

    bool operator==(const Slots&) const = default;

private:
    static inline const T nothing{};

    T first_{};
    ChunkedList<T> more_;
    Slot last_ = 0;
};

}  // namespace lockstep::paxos
