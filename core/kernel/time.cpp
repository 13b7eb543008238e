// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/time.h"

#include <array>
#include <cstdint>

namespace lockstep {
namespace {

struct Unit {
    std::string_view name;
    std::int64_t microseconds;
};

constexpr std::array<Unit, 4> units{
    {{"us", 1}, {"ms", 1000}, {"s", 1'000'000}, {"min", 60'000'000}}};

constexpr std::int64_t longest = 1'000'000LL * 1'000'000;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

std::string decimal(std::int64_t value, std::int64_t unit, int digits) {
    std::string text = std::to_string(value / unit);
    std::int64_t rest = value % unit;
    if (rest == 0) return text;
    text += '.';
    for (int i = 0; i < digits && rest != 0; ++i) {
        rest *= 10;
        text += static_cast<char>('0' + rest / unit);
        rest %= unit;
    }
    while (text.back() == '0')
        text.pop_back();
    return text;
}

// Splits "12.5 ms" into its digits and its unit; the unit may be missing.
struct Quantity {
    std::string_view number;
    std::string_view unit;
};

Quantity split(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && (isDigit(text[end]) || text[end] == '.')) {
        ++end;
    }
    return {text.substr(0, end), trimmed(text.substr(end))};
}

std::optional<std::int64_t> scaled(std::string_view number, std::int64_t unit) {
    std::int64_t value = 0;
    std::int64_t place = 0;
    bool anyDigit = false;
    for (char c : number) {
        if (c == '.') {
            if (place != 0) return std::nullopt;
            place = unit;
            continue;
        }
        anyDigit = true;
        if (place == 0) {
            value = value * 10 + (c - '0') * unit;
            if (value > longest) return std::nullopt;
        } else {
            if (place % 10 != 0 && c != '0') return std::nullopt;
            place /= 10;
            value += (c - '0') * place;
        }
    }
    if (!anyDigit || number.back() == '.' || value > longest) {
        return std::nullopt;
    }
    return value;
}

std::optional<Duration> read(Quantity quantity, std::string_view unitName) {
    for (const Unit& unit : units) {
        if (unit.name != unitName) continue;
        const auto value = scaled(quantity.number, unit.microseconds);
        if (!value) return std::nullopt;
        return Duration(*value);
    }
    return std::nullopt;
}

}  // namespace

std::string toMilliseconds(Duration duration) {
    if (duration.count() < 0) return '-' + toMilliseconds(-duration);
    return decimal(duration.count(), 1000, 3);
}

std::string toText(Duration duration) {
    const std::int64_t value = duration.count();
    if (value < 0) return '-' + toText(-duration);
    if (value == 0) return "0 ms";
    if (value < 1000) return std::to_string(value) + " us";
    if (value < 1'000'000) return decimal(value, 1000, 3) + " ms";
    return decimal(value, 1'000'000, 6) + " s";
}

std::string toText(const DurationRange& range) {
    if (range.low == range.high) return toText(range.low);
    const std::string low = toText(range.low);
    const std::string high = toText(range.high);
    const auto lowUnit = low.substr(low.find(' '));
    const auto highUnit = high.substr(high.find(' '));
    if (lowUnit == highUnit) {
        return low.substr(0, low.find(' ')) + ".." + high;
    }
    if (range.low.count() == 0) return "0.." + high;
    return low + ".." + high;
}

std::optional<Duration> parseDuration(std::string_view text) {
    const Quantity quantity = split(trimmed(text));
    return read(quantity, quantity.unit);
}

std::optional<DurationRange> parseDurationRange(std::string_view text) {
    text = trimmed(text);
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        const auto both = parseDuration(text);
        if (!both) return std::nullopt;
        return DurationRange{*both, *both};
    }
    const Quantity low = split(trimmed(text.substr(0, dots)));
    const Quantity high = split(trimmed(text.substr(dots + 2)));
    const auto from = read(low, low.unit.empty() ? high.unit : low.unit);
    const auto to = read(high, high.unit);
    if (!from || !to || *from > *to) return std::nullopt;
    return DurationRange{*from, *to};
}

}  // namespace lockstep
