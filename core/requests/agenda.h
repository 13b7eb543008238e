// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "kernel/chunked_list.h"
#include "kernel/timer.h"

namespace lockstep::requests {

// When each of many things is due, by its number; the earliest first, ties in
// the order of scheduling. A binary heap in chunks that copies of a world
// share, so that ten thousand requests in flight cost a step next to nothing.
class Agenda {
public:
    using Number = std::uint32_t;

    struct Entry {
        Number number = 0;
        Timer timer;

        bool operator==(const Entry&) const = default;
    };

    bool empty() const { return heap_.empty(); }
    std::size_t size() const { return heap_.size(); }
    // Requires that it is not empty.
    const Entry& earliest() const { return heap_[0]; }

    // Schedules a number, or anew if it was.
    void set(Number number, const Timer& timer);
    // Takes a number out, if it is in.
    void remove(Number number);
    // Its timer, or null.
    const Timer* find(Number number) const;

    template <class Visit>
    void visit(Visit visit) const {
        for (std::size_t i = 0; i < heap_.size(); ++i) {
            visit(heap_[i]);
        }
    }

    bool operator==(const Agenda&) const = default;

private:
    bool before(std::size_t a, std::size_t b) const;
    void put(std::size_t at, const Entry& entry);
    void swap(std::size_t a, std::size_t b);
    void rise(std::size_t at);
    void sink(std::size_t at);

    ChunkedList<Entry> heap_;
    ChunkedList<std::uint32_t> places_;  // by number: its place in heap_, + 1
};

}  // namespace lockstep::requests
