// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/operand_reader.h"

#include <array>
#include <optional>

#include "script/text.h"

namespace lockstep::script {
namespace {

constexpr std::array operators{
    Operator::equal,       Operator::unequal, Operator::less,
    Operator::lessOrEqual, Operator::greater, Operator::greaterOrEqual,
    Operator::contains};

std::optional<Operator> operatorOf(const Token& token) {
    for (Operator op : operators) {
        if (token.is(wordFor(op))) return op;
    }
    return std::nullopt;
}

bool isReserved(const Token& word) {
    return word.is("(") || word.is(")") || word.is("and") ||
           word.is("or") || word.is("not");
}

constexpr const char* comparisonForm =
    "write a fact, an operator and a value, such as S1.role = leader";

}  // namespace

// The name of a fact, or a glob where several facts are looked at.
bool OperandReader::readFact(std::size_t& use, bool alone) {
    if (atEnd()) {
        fault(here(), std::string("a fact is missing; ") + comparisonForm);
        return false;
    }
    const Token& word = words_[next_];
    if (isReserved(word) || operatorOf(word)) {
        fault(word.column, shown(word.raw) + " stands where a fact should; " +
                               comparisonForm);
        return false;
    }
    Glob glob(word.raw);
    if (alone && !glob.exact()) {
        fault(word.column,
              shown(word.raw) +
                  " names several facts; use count(GLOB = VALUE) or "
                  "same(GLOB)");
        return false;
    }
    use = uses_.size();
    uses_.push_back(
        {std::move(glob), {lineNumber_, word.column}});
    ++next_;
    return true;
}

bool OperandReader::readOperator(Operator& op) {
    if (!atEnd()) {
        if (const auto found = operatorOf(words_[next_])) {
            op = *found;
            ++next_;
            return true;
        }
    }
    const std::string& last = words_[next_ - 1].text;
    const bool grown = !words_[next_ - 1].quoted &&
                       last.find_first_of("=<>!") != std::string::npos;
    if (grown) {
        fault(words_[next_ - 1].column,
              "put spaces around the operator, as in S1.role = leader");
    } else {
        fault(here(),
              "an operator is missing; there are = != < <= > >= contains");
    }
    return false;
}

// All words up to the next and, or, parenthesis or end: a list need not
// stand in quotes.
bool OperandReader::readValue(Operator op, std::string& value) {
    const std::size_t first = next_;
    while (!atEnd() && !words_[next_].is("and") && !words_[next_].is("or") &&
           !words_[next_].is(")")) {
        const Token& word = words_[next_];
        if (operatorOf(word) || word.is("not") || word.is("(")) {
            fault(word.column,
                  shown(word.raw) +
                      " stands in a value; join comparisons with and or "
                      "or, or put the value in quotes");
            return false;
        }
        if (next_ != first) value += ' ';
        value += word.text;
        ++next_;
    }
    if (next_ == first) {
        fault(here(), std::string("a value is missing; ") + comparisonForm);
        return false;
    }
    if (op == Operator::contains && value.find(' ') != std::string::npos) {
        fault(words_[first].column,
              "contains looks for one part of a list; compare the whole "
              "list with =");
        return false;
    }
    return true;
}

bool OperandReader::expectClosed() {
    if (take(")")) return true;
    fault(here(), "a parenthesis is not closed; write ) here");
    return false;
}

bool OperandReader::take(std::string_view word) {
    if (atEnd() || !words_[next_].is(word)) return false;
    ++next_;
    return true;
}

bool OperandReader::atEnd() const {
    return next_ >= words_.size() ||
           (!until_.empty() && words_[next_].is(until_));
}

int OperandReader::endColumn() const {
    if (words_.empty()) return 1;
    const Token& last = words_.back();
    return columnOf(line_, last.end());
}

int OperandReader::here() const {
    return next_ < words_.size() ? words_[next_].column : endColumn();
}

void OperandReader::fault(int column, std::string message) {
    faults_.push_back({{lineNumber_, column}, std::move(message)});
}

}  // namespace lockstep::script
