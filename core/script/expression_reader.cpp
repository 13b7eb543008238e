// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "script/expression.h"
#include "script/text.h"

namespace lockstep::script {
namespace {

constexpr std::array operators{
    Operator::equal,   Operator::unequal,        Operator::less,
    Operator::lessOrEqual, Operator::greater,    Operator::greaterOrEqual,
    Operator::contains};

std::optional<Operator> operatorOf(const Token& token) {
    for (Operator op : operators) {
        if (token.is(wordFor(op))) return op;
    }
    return std::nullopt;
}

constexpr const char* comparisonForm =
    "write a fact, an operator and a value, such as S1.role = leader";

}  // namespace

// Reads by recursive descent: or, and, not, comparison; each returns the
// number of the node it made, or nothing with a fault noted.
class ExpressionReader {
public:
    ExpressionReader(const std::vector<Token>& words, std::size_t& next,
                     std::string_view until, std::string_view line,
                     int lineNumber, std::vector<Fault>& faults)
        : words_(words),
          next_(next),
          until_(until),
          line_(line),
          lineNumber_(lineNumber),
          faults_(faults) {}

    std::optional<Expression> read(Asking asking) {
        const std::size_t first = next_;
        const auto root =
            asking == Asking::forValue ? readAnswer() : readEither();
        if (!root) return std::nullopt;
        if (!atEnd()) {
            fault(here(), shown(words_[next_].raw) +
                              " does not belong here; join comparisons with "
                              "and, or, not and parentheses");
            return std::nullopt;
        }
        result_.root_ = *root;
        const std::size_t from = words_[first].offset;
        result_.text_ = line_.substr(from, words_[next_ - 1].end() - from);
        result_.place_ = {lineNumber_, words_[first].column};
        return std::move(result_);
    }

private:
    using Kind = Expression::Kind;
    using Node = Expression::Node;
    using Made = std::optional<std::size_t>;

    Made readAnswer() {
        const std::size_t start = next_;
        if (next_ < words_.size() && words_[next_].is("count")) {
            Node node;
            node.kind = Kind::countValue;
            if (!readCounted(node)) return std::nullopt;
            if (atEnd()) return add(std::move(node));
        } else if (words_.size() == next_ + 1) {
            Node node;
            node.kind = Kind::fact;
            if (!readFact(node, true)) return std::nullopt;
            return add(std::move(node));
        }
        next_ = start;
        result_.uses_.clear();
        return readEither();
    }

    Made readEither() {
        return readChain("or", Kind::either,
                         [this] { return readBoth(); });
    }

    Made readBoth() {
        return readChain("and", Kind::both,
                         [this] { return readNegation(); });
    }

    template <class ReadPart>
    Made readChain(std::string_view joint, Kind kind, ReadPart readPart) {
        Node node;
        node.kind = kind;
        for (;;) {
            const Made part = readPart();
            if (!part) return std::nullopt;
            node.parts.push_back(*part);
            if (!take(joint)) break;
        }
        if (node.parts.size() == 1) return node.parts.front();
        return add(std::move(node));
    }

    Made readNegation() {
        if (!take("not")) return readPrimary();
        if (!nest()) return std::nullopt;
        const Made part = readNegation();
        --depth_;
        if (!part) return std::nullopt;
        Node node;
        node.kind = Kind::negation;
        node.parts.push_back(*part);
        return add(std::move(node));
    }

    Made readPrimary() {
        if (take("(")) {
            if (!nest()) return std::nullopt;
            const Made inner = readEither();
            --depth_;
            if (!inner || !expectClosed()) return std::nullopt;
            return inner;
        }
        if (callOf("count")) return readCount();
        if (callOf("same")) return readSame();
        return readComparison();
    }

    Made readComparison() {
        Node node;
        node.kind = Kind::comparison;
        if (!readFact(node, true) || !readOperator(node.op) ||
            !readValue(node.op, node.value)) {
            return std::nullopt;
        }
        return add(std::move(node));
    }

    Made readCount() {
        Node node;
        node.kind = Kind::count;
        if (!readCounted(node) || !readOperator(node.op)) return std::nullopt;
        const std::size_t at = next_;
        if (!readValue(node.op, node.value)) return std::nullopt;
        if (!isDigits(node.value) || node.op == Operator::contains) {
            fault(at < words_.size() ? words_[at].column : endColumn(),
                  "a count is compared with a whole number, such as count(S*."
                  "role = leader) = 1");
            return std::nullopt;
        }
        return add(std::move(node));
    }

    // count ( GLOB op value )
    bool readCounted(Node& node) {
        next_ += 1;
        if (!take("(")) {
            fault(here(),
                  "count needs parentheses; write count(GLOB = VALUE) >= 2");
            return false;
        }
        return readFact(node, false) && readOperator(node.inner) &&
               readValue(node.inner, node.innerValue) && expectClosed();
    }

    Made readSame() {
        next_ += 2;
        Node node;
        node.kind = Kind::same;
        if (!readFact(node, false) || !expectClosed()) return std::nullopt;
        return add(std::move(node));
    }

    // The name of a fact, or a glob where several facts are looked at.
    bool readFact(Node& node, bool alone) {
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
        node.use = result_.uses_.size();
        result_.uses_.push_back(
            {std::move(glob), {lineNumber_, word.column}});
        ++next_;
        return true;
    }

    bool readOperator(Operator& op) {
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
    bool readValue(Operator op, std::string& value) {
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

    bool expectClosed() {
        if (take(")")) return true;
        fault(here(), "a parenthesis is not closed; write ) here");
        return false;
    }

    // Whether `count (` or `same (` comes next: both could name facts.
    bool callOf(std::string_view name) const {
        return next_ + 1 < words_.size() && words_[next_].is(name) &&
               words_[next_ + 1].is("(");
    }

    bool take(std::string_view word) {
        if (atEnd() || !words_[next_].is(word)) return false;
        ++next_;
        return true;
    }

    bool nest() {
        if (++depth_ <= deepestNesting) return true;
        fault(words_[next_ - 1].column,
              "this is nested too deep; " + std::to_string(deepestNesting) +
                  " levels are allowed");
        return false;
    }

    static bool isReserved(const Token& word) {
        return word.is("(") || word.is(")") || word.is("and") ||
               word.is("or") || word.is("not");
    }

    bool atEnd() const {
        return next_ >= words_.size() ||
               (!until_.empty() && words_[next_].is(until_));
    }

    std::size_t add(Node node) {
        result_.nodes_.push_back(std::move(node));
        return result_.nodes_.size() - 1;
    }

    int endColumn() const {
        if (words_.empty()) return 1;
        const Token& last = words_.back();
        return columnOf(line_, last.end());
    }
    int here() const {
        return next_ < words_.size() ? words_[next_].column : endColumn();
    }
    void fault(int column, std::string message) {
        faults_.push_back({{lineNumber_, column}, std::move(message)});
    }

    const std::vector<Token>& words_;
    std::size_t& next_;
    std::string_view until_;
    std::string_view line_;
    int lineNumber_;
    std::vector<Fault>& faults_;
    int depth_ = 0;
    Expression result_;
};

std::optional<Expression> readExpression(const std::vector<Token>& words,
                                         std::size_t& next,
                                         std::string_view until,
                                         std::string_view line, int lineNumber,
                                         std::vector<Fault>& faults) {
    return ExpressionReader(words, next, until, line, lineNumber, faults)
        .read(Asking::whetherItHolds);
}

std::optional<Expression> readExpression(std::string_view line, int lineNumber,
                                         std::vector<Fault>& faults,
                                         Asking asking) {
    const std::size_t before = faults.size();
    const auto words =
        splitTokens(line, lineNumber, faults, Parentheses::apart);
    if (faults.size() != before) return std::nullopt;
    std::size_t next = 0;
    return ExpressionReader(words, next, {}, line, lineNumber, faults)
        .read(asking);
}

}  // namespace lockstep::script
