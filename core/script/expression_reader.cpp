// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/operand_reader.h"
#include "script/text.h"

namespace lockstep::script {

// Reads by recursive descent: or, and, not, comparison; each returns the
// number of the node it made, or nothing with a fault noted.
class ExpressionReader : private OperandReader {
public:
    using OperandReader::OperandReader;

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
        result_.uses_ = std::move(uses_);
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
            if (!readFact(node.use, true)) return std::nullopt;
            return add(std::move(node));
        }
        next_ = start;
        uses_.clear();
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
        if (!readFact(node.use, true) || !readOperator(node.op) ||
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
        return readFact(node.use, false) && readOperator(node.inner) &&
               readValue(node.inner, node.innerValue) && expectClosed();
    }

    Made readSame() {
        next_ += 2;
        Node node;
        node.kind = Kind::same;
        if (!readFact(node.use, false) || !expectClosed()) return std::nullopt;
        return add(std::move(node));
    }

    // Whether `count (` or `same (` comes next: both could name facts.
    bool callOf(std::string_view name) const {
        return next_ + 1 < words_.size() && words_[next_].is(name) &&
               words_[next_ + 1].is("(");
    }

    bool nest() {
        if (++depth_ <= deepestNesting) return true;
        fault(words_[next_ - 1].column,
              "this is nested too deep; " + std::to_string(deepestNesting) +
                  " levels are allowed");
        return false;
    }

    std::size_t add(Node node) {
        result_.nodes_.push_back(std::move(node));
        return result_.nodes_.size() - 1;
    }

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
