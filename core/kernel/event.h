// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/action.h"
#include "kernel/small_vector.h"

namespace lockstep {

class Setup;

// How much an event matters: milestones are what "next milestone" stops at
// and the timeline marks; small ones (a heartbeat) are left out by default.
enum class Weight : std::uint8_t { small, plain, milestone };

// The mark a milestone gets on the timeline.
enum class Glyph : std::uint8_t {
    none,
    star,
    clock,
    pencil,
    check,
    cross,
    up,
    cut,
    heal,
    warning
};

// One kind of event of a topic, a constant: its id is a promise to scripts.
struct EventKind {
    const char* id;  // "raft.vote_granted"
    Weight weight = Weight::plain;
    Glyph glyph = Glyph::none;
};

// An English sentence with named places, "{voter} votes for {candidate}.",
// and the source line that says it. The text is the key for translations.
// The first sentence tells what happened, the rest why.
struct Sentence {
    const char* text;
    const char* file;
    int line;

    constexpr Sentence(const char* sentence,
                       const char* inFile = __builtin_FILE(),
                       int atLine = __builtin_LINE())
        : text(sentence), file(inFile), line(atLine) {}
};

// What fills a named place.
struct Field {
    enum class Kind : std::uint8_t {
        number,
        server,
        servers,
        symbol,
        duration,
        word
    };

    Kind kind = Kind::number;
    std::int64_t value = 0;

    Field() = default;
    Field(ServerId id) : kind(Kind::server), value(id.index) {}
    Field(ServerSet set)
        : kind(Kind::servers), value(static_cast<std::int64_t>(set.bits())) {}
    Field(Symbol symbol)
        : kind(Kind::symbol), value(static_cast<std::int64_t>(symbol)) {}
    Field(Duration duration) : kind(Kind::duration), value(duration.count()) {}
    Field(std::uint32_t number) : value(number) {}
    Field(std::int32_t number) : value(number) {}
    Field(std::uint64_t number) : value(static_cast<std::int64_t>(number)) {}
    // A word that lives as long as the program: a literal, a table's name.
    Field(const char* word)
        : kind(Kind::word), value(reinterpret_cast<std::intptr_t>(word)) {}

    bool operator==(const Field&) const = default;
};

// What an action did, one for each noteworthy change.
struct Event {
    const EventKind* kind;
    Sentence sentence;
    InlineVector<Field, 6> fields;  // in order of first naming in the sentence
    ServerId where;                 // the server it happened at
    bool atServer = true;           // false: on the network, or everywhere
    MessageId cause = 0;            // the message that caused it, 0 for none
};

using Events = std::vector<Event>;

std::string toText(const Field& field, const Setup& setup);

// The sentence with its places filled.
std::string toText(const Event& event, const Setup& setup);

// Splits a filled text after its first sentence: what happened, and why.
struct Telling {
    std::string what;
    std::string why;
};
Telling told(std::string_view text);

// Visits the named places in order: name, filled text.
std::vector<std::pair<std::string, std::string>> fieldsOf(const Event& event,
                                                          const Setup& setup);

}  // namespace lockstep
