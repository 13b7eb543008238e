// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/fact.h"
#include "kernel/scenario.h"
#include "script/compare.h"
#include "script/words.h"

namespace lockstep {
class Timeline;
}

namespace lockstep::script {

// Where facts are read: a timeline, a world, a test's table.
using FactSource = FunctionRef<void(const Glob& glob, const FactSink& sink)>;

// Facts with their values, in the order in which they were visited.
using FactList = std::vector<std::pair<std::string, std::string>>;

FactList readFacts(FactSource source, const Glob& glob);
FactList readFacts(const Timeline& timeline, const Glob& glob);

// One place at which an expression looks.
struct FactUse {
    Glob glob;
    Place place;
};

// All facts at which one looks, each once. A fact that is known but not there
// just now is nothing.
FactList readFacts(FactSource source, const std::vector<FactUse>& uses);
FactList readFacts(const Timeline& timeline, const std::vector<FactUse>& uses);

// An expression over facts: S3.role = leader and count(S*.up = yes) >= 2.
// Reads only the facts that it names.
class Expression {
public:
    bool holds(FactSource source) const;
    bool holds(const Timeline& timeline) const;

    // What it says: "3" for a fact or a count on its own, else "true" or
    // "false". An answer in a lesson may be any of these.
    std::string value(FactSource source) const;
    std::string value(const Timeline& timeline) const;

    // What it saw: all facts that it looks at.
    FactList got(FactSource source) const;
    FactList got(const Timeline& timeline) const;

    const std::vector<FactUse>& uses() const { return uses_; }
    const std::string& text() const { return text_; }
    Place place() const { return place_; }

private:
    friend class ExpressionReader;

    enum class Kind : std::uint8_t {
        both,        // its parts, with and between them
        either,      // its parts, with or between them
        negation,    // not its part
        comparison,  // FACT op value
        count,       // count(GLOB inner innerValue) op value
        same,        // same(GLOB)
        fact,        // FACT, to be asked for
        countValue,  // count(GLOB inner innerValue), to be asked for
    };
    struct Node {
        Kind kind{};
        std::vector<std::size_t> parts;  // other nodes
        std::size_t use = 0;             // of uses_
        Operator op{};
        Operator inner{};
        std::string value;
        std::string innerValue;
    };

    bool holds(const Node& node, FactSource source) const;
    std::size_t counted(const Node& node, FactSource source) const;
    bool allSame(const Node& node, FactSource source) const;
    std::string factOf(const Node& node, FactSource source) const;

    std::vector<Node> nodes_;
    std::size_t root_ = 0;
    std::vector<FactUse> uses_;
    std::string text_;
    Place place_;
};

// Parentheses and negations may nest so deep.
inline constexpr int deepestNesting = 100;

// Reads an expression from the words of a line, split with parentheses apart,
// beginning at `next`; stops at the end or at the word `until`, and leaves
// `next` there. Nothing, and a fault, if it is none.
std::optional<Expression> readExpression(const std::vector<Token>& words,
                                         std::size_t& next,
                                         std::string_view until,
                                         std::string_view line, int lineNumber,
                                         std::vector<Fault>& faults);

// Reads a line that is an expression, or with `Asking::forValue` a fact or a
// count alone.
enum class Asking { whetherItHolds, forValue };
std::optional<Expression> readExpression(std::string_view line, int lineNumber,
                                         std::vector<Fault>& faults,
                                         Asking asking =
                                             Asking::whetherItHolds);

}  // namespace lockstep::script
