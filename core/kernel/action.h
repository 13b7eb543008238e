// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kernel/server_id.h"
#include "kernel/symbols.h"
#include "kernel/time.h"

namespace lockstep {

using MessageId = std::uint32_t;

// What an action does. The words below serve every topic; a topic's own verbs
// start at firstTopicVerb, in the order of its verb table.
enum class Verb : std::uint16_t {
    deliver,
    drop,
    duplicate,
    delay,
    crash,
    restart,
    slow,
    cut,
    cutBoth,
    heal,
    healBoth,
    healAll,
    partition,
    setDial,
    setFlaw,
};
inline constexpr std::uint16_t firstTopicVerb = 64;

// One thing that can happen next, in 16 bytes. Texts (a request's KEY=VALUE,
// a partition's groups, a dial's value) are symbols. What the fields hold:
//   deliver, drop, duplicate      n = message id
//   delay                         n = message id, m = microseconds
//   crash, restart                a = server
//   slow                          a = server, n = factor
//   cut, cutBoth, heal, healBoth  a, b = servers
//   partition                     n = symbol of "S1 S2 | S3 S4"
//   setDial                       n = index of the dial, m = symbol of value
//   setFlaw                       n = index of the flaw, m = 1 on, 0 off
//   a topic's verb                a, b, n, m in the order of its arguments
struct Action {
    Verb verb{};
    ServerId a;
    ServerId b;
    std::uint32_t n = 0;
    std::uint32_t m = 0;

    bool operator==(const Action&) const = default;
};

constexpr Verb topicVerb(std::uint16_t index) {
    return static_cast<Verb>(firstTopicVerb + index);
}
constexpr bool isTopicVerb(Verb verb) {
    return static_cast<std::uint16_t>(verb) >= firstTopicVerb;
}
constexpr std::uint16_t topicVerbIndex(Verb verb) {
    return static_cast<std::uint16_t>(static_cast<std::uint16_t>(verb) -
                                      firstTopicVerb);
}

inline Symbol symbolOf(std::uint32_t field) {
    return static_cast<Symbol>(field);
}
inline std::uint32_t fieldOf(Symbol symbol) {
    return static_cast<std::uint32_t>(symbol);
}

// The kinds of argument a verb takes, as written in a script.
enum class Argument : std::uint8_t {
    server,        // S1                      into a, then b
    number,        // 3                       into n, then m
    keyValue,      // x=7, a symbol           into n, then m
    word,          // a symbol                into n, then m
    optionalWord,  // the same; may be missing: Symbol::none
    options,       // client=C1 serial=3, all that is left, in the verb's
                   // order; a symbol, none without any
};

// A topic's verb: how it is written and what it means, for menus and help.
struct VerbSpec {
    const char* name;       // "timeout"
    const char* arguments;  // as help shows them: "S KEY=VALUE"
    std::vector<Argument> shape;
    const char* label;                      // in menus: "Time out now"
    const char* summary;                    // one sentence
    std::vector<const char*> options = {};  // the names that options may have
    // Its first argument names a server that need not be there yet: add S6.
    bool introduces = false;
};

// The value of NAME in a text of options: "C1" for client. Empty without it.
std::string_view optionOf(std::string_view options, std::string_view name);

}  // namespace lockstep
