// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/agenda.h"

namespace lockstep::requests {

bool Agenda::before(std::size_t a, std::size_t b) const {
    const Timer& first = heap_[a].timer;
    const Timer& second = heap_[b].timer;
    return first.due != second.due ? first.due < second.due
                                   : first.order < second.order;
}

void Agenda::put(std::size_t at, const Entry& entry) {
    heap_.set(at, entry);
    places_.set(entry.number, static_cast<std::uint32_t>(at + 1));
}

void Agenda::swap(std::size_t a, std::size_t b) {
    const Entry first = heap_[a];
    put(a, heap_[b]);
    put(b, first);
}

void Agenda::rise(std::size_t at) {
    while (at > 0 && before(at, (at - 1) / 2)) {
        swap(at, (at - 1) / 2);
        at = (at - 1) / 2;
    }
}

void Agenda::sink(std::size_t at) {
    for (;;) {
        std::size_t least = at;
        for (const std::size_t child : {2 * at + 1, 2 * at + 2}) {
            if (child < heap_.size() && before(child, least)) least = child;
        }
        if (least == at) return;
        swap(at, least);
        at = least;
    }
}

void Agenda::set(Number number, const Timer& timer) {
    while (places_.size() <= number)
        places_.pushBack(0);
    if (places_[number] == 0) {
        heap_.pushBack({number, timer});
        places_.set(number, static_cast<std::uint32_t>(heap_.size()));
        rise(heap_.size() - 1);
        return;
    }
    const std::size_t at = places_[number] - 1;
    heap_.set(at, {number, timer});
    rise(at);
    sink(places_[number] - 1);
}

void Agenda::remove(Number number) {
    if (number >= places_.size() || places_[number] == 0) return;
    const std::size_t at = places_[number] - 1;
    const std::size_t last = heap_.size() - 1;
    if (at != last) swap(at, last);
    heap_.truncate(last);
    places_.set(number, 0);
    if (at == last) return;
    rise(at);
    sink(at);
}

const Timer* Agenda::find(Number number) const {
    if (number >= places_.size() || places_[number] == 0) return nullptr;
    return &heap_[places_[number] - 1].timer;
}

}  // namespace lockstep::requests
