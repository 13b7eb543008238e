// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep::shard {

// How keys are given to shards.
enum class Scheme : std::uint8_t {
    ring,   // by their hash, on a ring of 2^64
    slots,  // by 16384 hash slots
    range,  // by the keys themselves, in order
};

// Where a key stands in the key space: its hash, its slot, or itself. Which of
// them is the scheme's business; all of them are in one order.
struct Place {
    bool end = false;  // behind the last place there is
    std::uint64_t number = 0;
    std::string key;

    static Place theEnd() { return {true, 0, {}}; }
    static Place at(std::uint64_t number) { return {false, number, {}}; }

    auto operator<=>(const Place&) const = default;
};

Place placeOf(Scheme scheme, std::string_view key);

// From a place to before another.
struct Span {
    Place first;
    Place end = Place::theEnd();

    bool contains(const Place& place) const {
        return first <= place && place < end;
    }
    bool empty() const { return end <= first; }
    bool operator==(const Span&) const = default;
};

// The slots from one to before another.
Span slotSpan(std::uint64_t first, std::uint64_t end);

// What two spans have in common; empty if nothing.
Span common(const Span& a, const Span& b);

// Shared by copies, and compared by what it says.
template <class T>
struct Shared {
    std::shared_ptr<const T> value = std::make_shared<const T>();

    const T* operator->() const { return value.get(); }
    const T& operator*() const { return *value; }
    bool operator==(const Shared& other) const {
        return value == other.value || *value == *other.value;
    }
};

// Some of the key space: spans in order that do not touch.
class Area {
public:
    Area() = default;
    explicit Area(std::vector<Span> spans);

    const std::vector<Span>& spans() const { return *spans_; }
    bool empty() const { return spans_->empty(); }
    bool contains(const Place& place) const;
    // How many slots, where places are slots.
    std::uint64_t slots() const;

    bool operator==(const Area&) const = default;

private:
    Shared<std::vector<Span>> spans_;
};

bool overlap(const Area& a, const Area& b);
Area common(const Area& a, const Span& b);

}  // namespace lockstep::shard
