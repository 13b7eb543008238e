// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace lockstep {

// A rule broken on purpose, by a switch.
struct FlawSpec {
    const char* name;     // "forgets-vote"
    const char* title;    // "A server forgets its vote when it restarts"
    const char* summary;  // what follows from it, one sentence
    bool safety = true;   // breaks an invariant (else a measure shows it)
};

// The flaws that are on, by their index in the topic's table.
class FlawSet {
public:
    constexpr bool has(int flaw) const { return (bits_ >> flaw & 1U) != 0; }
    constexpr void set(int flaw, bool on) {
        bits_ = on ? bits_ | 1U << flaw : bits_ & ~(1U << flaw);
    }
    constexpr std::uint32_t bits() const { return bits_; }
    bool operator==(const FlawSet&) const = default;

private:
    std::uint32_t bits_ = 0;
};

}  // namespace lockstep
