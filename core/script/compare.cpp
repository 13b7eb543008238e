// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/compare.h"

#include <algorithm>
#include <compare>

#include "script/words.h"

namespace lockstep::script {
namespace {

using Order = std::strong_ordering;

std::size_t digitsAt(std::string_view text) {
    const auto end = std::find_if(text.begin(), text.end(), [](char c) {
        return c < '0' || c > '9';
    });
    return static_cast<std::size_t>(end - text.begin());
}

std::string_view withoutLeadingZeros(std::string_view digits) {
    const std::size_t first = digits.find_first_not_of('0');
    return digits.substr(std::min(first, digits.size()));
}

Order compareDigits(std::string_view a, std::string_view b) {
    a = withoutLeadingZeros(a);
    b = withoutLeadingZeros(b);
    if (a.size() != b.size()) return a.size() <=> b.size();
    return a.compare(b) <=> 0;
}

Order compareFractions(std::string_view a, std::string_view b) {
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        const char left = i < a.size() ? a[i] : '0';
        const char right = i < b.size() ? b[i] : '0';
        if (left != right) return left <=> right;
    }
    return Order::equal;
}

struct Number {
    bool negative = false;
    std::string_view whole;
    std::string_view fraction;

    explicit Number(std::string_view text) {
        if (text.front() == '-') {
            negative = true;
            text.remove_prefix(1);
        }
        const std::size_t point = std::min(text.find('.'), text.size());
        whole = text.substr(0, point);
        if (point < text.size()) fraction = text.substr(point + 1);
        const bool zero =
            whole.find_first_not_of('0') == std::string_view::npos &&
            fraction.find_first_not_of('0') == std::string_view::npos;
        if (zero) negative = false;
    }
};

Order compareNumbers(const Number& a, const Number& b) {
    if (a.negative != b.negative) {
        return a.negative ? Order::less : Order::greater;
    }
    Order order = compareDigits(a.whole, b.whole);
    if (order == 0) order = compareFractions(a.fraction, b.fraction);
    return a.negative ? 0 <=> order : order;
}

Order compareNaturally(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty()) {
        const std::size_t left = digitsAt(a);
        const std::size_t right = digitsAt(b);
        if (left != 0 && right != 0) {
            const Order order =
                compareDigits(a.substr(0, left), b.substr(0, right));
            if (order != 0) return order;
            a.remove_prefix(left);
            b.remove_prefix(right);
            continue;
        }
        if (a.front() != b.front()) return a.front() <=> b.front();
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return a.size() <=> b.size();
}

bool containsPart(std::string_view list, std::string_view part) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        const std::string_view own = list.substr(0, end);
        if (compares(own, Operator::equal, part)) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

bool isOrdering(Operator op) {
    return op != Operator::equal && op != Operator::unequal;
}

}  // namespace

const char* wordFor(Operator op) {
    switch (op) {
        case Operator::equal: return "=";
        case Operator::unequal: return "!=";
        case Operator::less: return "<";
        case Operator::lessOrEqual: return "<=";
        case Operator::greater: return ">";
        case Operator::greaterOrEqual: return ">=";
        case Operator::contains: return "contains";
    }
    return "";
}

bool isNumber(std::string_view text) {
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    const std::size_t point = text.find('.');
    if (!isDigits(text.substr(0, point))) return false;
    return point == std::string_view::npos || isDigits(text.substr(point + 1));
}

bool compares(std::string_view left, Operator op, std::string_view right) {
    if (op == Operator::contains) return containsPart(left, right);
    if (isOrdering(op) && (left == "none" || right == "none")) return false;

    Order order = Order::equal;
    if (isNumber(left) && isNumber(right)) {
        order = compareNumbers(Number(left), Number(right));
    } else if (isOrdering(op)) {
        order = compareNaturally(left, right);
    } else {
        order = left.compare(right) <=> 0;
    }
    switch (op) {
        case Operator::equal: return order == 0;
        case Operator::unequal: return order != 0;
        case Operator::less: return order < 0;
        case Operator::lessOrEqual: return order <= 0;
        case Operator::greater: return order > 0;
        case Operator::greaterOrEqual: return order >= 0;
        case Operator::contains: break;
    }
    return false;
}

}  // namespace lockstep::script
