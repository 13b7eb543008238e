// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "script/expression.h"

namespace lockstep::script {

// Reads what an expression is made of, word by word: facts, operators, values.
// Each reader is true if it read one, else it has noted a fault.
class OperandReader {
public:
    // `next` moves along the words; the word `until` is the end, if it is not
    // empty.
    OperandReader(const std::vector<Token>& words, std::size_t& next,
                  std::string_view until, std::string_view line,
                  int lineNumber, std::vector<Fault>& faults)
        : words_(words),
          next_(next),
          until_(until),
          line_(line),
          lineNumber_(lineNumber),
          faults_(faults) {}

protected:
    // The name of a fact, or unless it stands alone, a glob. `use` is its
    // place among uses_.
    bool readFact(std::size_t& use, bool alone);
    bool readOperator(Operator& op);
    // All words up to the next and, or, parenthesis or end: a list need not
    // stand in quotes.
    bool readValue(Operator op, std::string& value);
    bool expectClosed();
    bool take(std::string_view word);

    bool atEnd() const;
    int here() const;  // the column of the next word, or of the end
    int endColumn() const;
    void fault(int column, std::string message);

    const std::vector<Token>& words_;
    std::size_t& next_;
    std::string_view until_;
    std::string_view line_;
    int lineNumber_;
    std::vector<Fault>& faults_;
    std::vector<FactUse> uses_;
};

}  // namespace lockstep::script
