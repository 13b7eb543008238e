// SPDX-License-Identifier: GPL-3.0-or-later
// An ink says what something means, never which colour it has; a theme turns inks into colours.
#pragma once

#include <cstdint>
#include <string>

namespace lockstep::drawing {

enum class Meaning : std::uint8_t {
    none,       // nothing is painted
    ground,     // what everything lies on
    panel,      // a raised surface: chips, cells, labels
    line,       // quiet separators and links
    text,
    muted,      // words of the second rank
    follower,   // at rest
    candidate,  // trying, waiting, half-open
    leader,     // in charge, chosen, closed
    down,       // crashed, refused
    request,    // a message that asks
    yes,
    no,
    accent,     // what can be pressed, where one is
    lit,        // what this step changed
    series,     // one of a kind: terms, servers, ballots
};

enum class Tone : std::uint8_t {
    full,  // the ink itself: outlines, words, marks
    soft,  // its pale ground, for filling
    on,    // what is written upon the full ink
};

struct Ink {
    Meaning meaning = Meaning::none;
    Tone tone = Tone::full;
    std::uint8_t number = 0;  // which of a series

    // Terms, servers, ballots: the looks repeat, so the number or letter is always written as well.
    static constexpr Ink series(unsigned index) {
        return {Meaning::series, Tone::full, static_cast<std::uint8_t>(index % 6)};
    }
    constexpr Ink soft() const { return {meaning, Tone::soft, number}; }
    constexpr Ink on() const { return {meaning, Tone::on, number}; }
    constexpr explicit operator bool() const { return meaning != Meaning::none; }

    friend bool operator==(const Ink&, const Ink&) = default;

    static const Ink none, ground, panel, line, text, muted, follower, candidate, leader, down,
        request, yes, no, accent, lit;
};

inline constexpr Ink Ink::none{};
inline constexpr Ink Ink::ground{Meaning::ground};
inline constexpr Ink Ink::panel{Meaning::panel};
inline constexpr Ink Ink::line{Meaning::line};
inline constexpr Ink Ink::text{Meaning::text};
inline constexpr Ink Ink::muted{Meaning::muted};
inline constexpr Ink Ink::follower{Meaning::follower};
inline constexpr Ink Ink::candidate{Meaning::candidate};
inline constexpr Ink Ink::leader{Meaning::leader};
inline constexpr Ink Ink::down{Meaning::down};
inline constexpr Ink Ink::request{Meaning::request};
inline constexpr Ink Ink::yes{Meaning::yes};
inline constexpr Ink Ink::no{Meaning::no};
inline constexpr Ink Ink::accent{Meaning::accent};
inline constexpr Ink Ink::lit{Meaning::lit};

// An ink on its way into another, which is what a tween needs; usually just one ink.
struct Paint {
    Ink ink;
    Ink was;
    double mix = 1;  // 1 is all `ink`, 0 all `was`

    constexpr Paint() = default;
    constexpr Paint(Ink only) : ink(only), was(only) {}
    constexpr Paint(Ink from, Ink to, double share) : ink(to), was(from), mix(share) {}
    constexpr explicit operator bool() const { return ink || (mix < 1 && was); }

    friend bool operator==(const Paint&, const Paint&) = default;
};

// "leader", "leader-soft", "series-2": the name an ink has in dumps and in exported files.
std::string nameOf(Ink ink);

}  // namespace lockstep::drawing
