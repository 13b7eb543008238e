// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <compare>
#include <cstdint>

namespace lockstep {

// A server by its place in the scenario's head, from 0. Names are for people:
// Setup::name gives them.
struct ServerId {
    std::uint16_t index = 0;

    auto operator<=>(const ServerId&) const = default;
};

// A set of servers, in head order. Holds servers 0 to 63.
class ServerSet {
public:
    constexpr ServerSet() = default;
    explicit constexpr ServerSet(std::uint64_t bits) : bits_(bits) {}

    static constexpr ServerSet firstOf(std::size_t count) {
        return ServerSet(count >= 64 ? ~0ULL : (1ULL << count) - 1);
    }

    constexpr bool contains(ServerId id) const {
        return (bits_ >> id.index & 1U) != 0;
    }
    constexpr void insert(ServerId id) { bits_ |= 1ULL << id.index; }
    constexpr void erase(ServerId id) { bits_ &= ~(1ULL << id.index); }
    constexpr void clear() { bits_ = 0; }
    constexpr int size() const { return std::popcount(bits_); }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr std::uint64_t bits() const { return bits_; }

    constexpr ServerSet operator&(ServerSet other) const {
        return ServerSet(bits_ & other.bits_);
    }

    bool operator==(const ServerSet&) const = default;

    class Iterator {
    public:
        explicit constexpr Iterator(std::uint64_t rest) : rest_(rest) {}
        constexpr ServerId operator*() const {
            return {static_cast<std::uint16_t>(std::countr_zero(rest_))};
        }
        constexpr Iterator& operator++() {
            rest_ &= rest_ - 1;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

    private:
        std::uint64_t rest_;
    };
    constexpr Iterator begin() const { return Iterator(bits_); }
    constexpr Iterator end() const { return Iterator(0); }

private:
    std::uint64_t bits_ = 0;
};

}  // namespace lockstep
