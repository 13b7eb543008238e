// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/dial.h"

#include <algorithm>
#include <charconv>

#include "kernel/action_text.h"
#include "kernel/setup.h"

namespace lockstep {
namespace {

std::optional<DialValue> readPercent(std::string_view text) {
    if (!text.empty() && text.back() == '%') text.remove_suffix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    // A percentage has four decimals at most, as seconds have six: the same
    // reader serves, with a ten-thousandth of a percent as the unit.
    const auto parts = parseDuration(std::string(text) + " s");
    if (!parts || parts->count() % 100 != 0) return std::nullopt;
    return DialValue{parts->count() / 100, parts->count() / 100};
}

std::optional<DialValue> readNumber(std::string_view text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return DialValue{number, number};
}

// Six decimals, as seconds have: the same reader serves.
std::optional<std::int64_t> readMillionths(std::string_view text) {
    const auto parts = parseDuration(std::string(text) + " s");
    if (!parts) return std::nullopt;
    return parts->count();
}

std::string millionths(std::int64_t value) {
    std::string text = std::to_string(value / 1'000'000);
    std::string rest = std::to_string(value % 1'000'000 + 1'000'000);
    while (rest.size() > 1 && rest.back() == '0')
        rest.pop_back();
    return rest.size() > 1 ? text + '.' + rest.substr(1) : text;
}

std::optional<DialValue> readAmount(const DialInfo& dial,
                                    std::string_view text) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const std::string_view word = text.substr(0, space);
    const std::string_view amount = text.substr(space + 1);
    for (std::size_t i = 0; i < dial.choices.size(); ++i) {
        const std::string& choice = dial.choices[i];
        if (choice.substr(0, choice.find(' ')) != word) continue;
        const auto index = static_cast<std::int64_t>(i);
        if (choice.ends_with(" D")) {
            const auto duration = parseDuration(amount);
            if (!duration) return std::nullopt;
            return DialValue{index, duration->count()};
        }
        const auto number = readNumber(amount);
        if (!number) return std::nullopt;
        return DialValue{index, number->low};
    }
    return std::nullopt;
}

// A server's name, which may be in quotes, and a decimal number.
std::optional<DialValue> readFactor(std::string_view text, const Setup* setup) {
    const std::size_t space = text.rfind(' ');
    if (!setup || space == std::string_view::npos) return std::nullopt;
    std::string_view name = text.substr(0, space);
    if (name.size() > 1 && name.front() == '"' && name.back() == '"') {
        name = name.substr(1, name.size() - 2);
    }
    const auto server = setup->find(name);
    const auto factor = readMillionths(text.substr(space + 1));
    if (!server || !factor) return std::nullopt;
    return DialValue{server->index, *factor};
}

std::optional<DialValue> read(const DialInfo& dial, std::string_view text,
                              const Setup* setup) {
    if (!dial.unset.empty() && text == dial.unset) {
        return DialValue{DialValue::unset, DialValue::unset};
    }
    switch (dial.kind) {
        case DialKind::range: {
            const auto range = parseDurationRange(text);
            if (!range) return std::nullopt;
            return DialValue{range->low.count(), range->high.count()};
        }
        case DialKind::duration: {
            const auto duration = parseDuration(text);
            if (!duration) return std::nullopt;
            return DialValue{duration->count(), duration->count()};
        }
        case DialKind::percent: return readPercent(text);
        case DialKind::number: return readNumber(text);
        case DialKind::choice: {
            const auto found =
                std::find(dial.choices.begin(), dial.choices.end(), text);
            if (found == dial.choices.end()) return std::nullopt;
            const std::int64_t index = found - dial.choices.begin();
            return DialValue{index, index};
        }
        case DialKind::decimal: {
            const auto number = readMillionths(text);
            if (!number) return std::nullopt;
            return DialValue{*number, *number};
        }
        case DialKind::amount: return readAmount(dial, text);
        case DialKind::factor: return readFactor(text, setup);
        case DialKind::text: {
            if (!setup || text.empty()) return std::nullopt;
            const auto symbol = static_cast<std::int64_t>(
                static_cast<std::uint32_t>(setup->symbols.intern(text)));
            return DialValue{symbol, symbol};
        }
    }
    return std::nullopt;
}

// Whether a value that was read lies within the dial's bounds.
bool within(const DialInfo& dial, const DialValue& value) {
    if (!value.isSet()) return true;
    switch (dial.kind) {
        case DialKind::choice:
        case DialKind::text: return true;
        case DialKind::amount:
        case DialKind::factor:
            return value.high >= dial.least.high &&
                   value.high <= dial.most.high;
        default:
            return value.low >= dial.least.low && value.high <= dial.most.low;
    }
}

std::string rightForm(const DialInfo& dial) {
    switch (dial.kind) {
        case DialKind::range:
            return "a range of times such as " + dial.standard + ", between " +
                   toText(Duration(dial.least.low)) + " and " +
                   toText(Duration(dial.most.low));
        case DialKind::duration:
            return "a time such as " + dial.standard + ", between " +
                   toText(Duration(dial.least.low)) + " and " +
                   toText(Duration(dial.most.low));
        case DialKind::percent:
            return "a percentage between " + toText(dial, dial.least) +
                   " and " + toText(dial, dial.most);
        case DialKind::number:
            return "a whole number from " + std::to_string(dial.least.low) +
                   " to " + std::to_string(dial.most.low);
        case DialKind::choice: {
            std::string text;
            for (const std::string& choice : dial.choices) {
                text += (text.empty() ? "" : " or ") + choice;
            }
            return text;
        }
        case DialKind::decimal:
            return "a number from " + millionths(dial.least.low) + " to " +
                   millionths(dial.most.low) +
                   (dial.standard == dial.unset ? std::string()
                                                : ", such as " + dial.standard);
        case DialKind::amount: {
            std::string text;
            for (const std::string& choice : dial.choices) {
                text += (text.empty() ? "" : " or ") + choice;
            }
            return text + ", such as " + dial.standard;
        }
        case DialKind::factor:
            return "a server and a number from " + millionths(dial.least.high) +
                   " to " + millionths(dial.most.high) + ", such as " +
                   dial.standard;
        case DialKind::text: return "one word or more";
    }
    return {};
}

}  // namespace

std::optional<DialValue> parseDial(const DialInfo& dial, std::string_view text,
                                   std::string& why, const Setup* setup) {
    const auto value = read(dial, text, setup);
    if (value && within(dial, *value)) return value;
    why = dial.name + " cannot be '" + std::string(text.substr(0, 40)) +
          "'; it takes " + rightForm(dial) +
          (dial.unset.empty() ? "" : ", or " + dial.unset);
    return std::nullopt;
}

std::string toText(const DialInfo& dial, const DialValue& value,
                   const Setup* setup) {
    if (!value.isSet()) return dial.unset;
    switch (dial.kind) {
        case DialKind::range:
            return toText(
                DurationRange{Duration(value.low), Duration(value.high)});
        case DialKind::duration: return toText(Duration(value.low));
        case DialKind::percent: {
            // Ten thousand parts per million are one percent.
            std::string text = toMilliseconds(Duration(value.low / 10));
            if (value.low % 10 != 0) {
                if (text.find('.') == std::string::npos) text += '.';
                while (text.size() - text.find('.') < 4)
                    text += '0';
                text += std::to_string(value.low % 10);
            }
            return text + " %";
        }
        case DialKind::number: return std::to_string(value.low);
        case DialKind::choice:
            return dial.choices[static_cast<std::size_t>(value.low)];
        case DialKind::decimal: return millionths(value.low);
        case DialKind::amount: {
            const std::string& choice =
                dial.choices[static_cast<std::size_t>(value.low)];
            const std::string word = choice.substr(0, choice.find(' ') + 1);
            return word + (choice.ends_with(" D") ? toText(Duration(value.high))
                                                  : std::to_string(value.high));
        }
        case DialKind::factor:
            if (!setup) return millionths(value.high);
            return quotedWord(
                       setup->name({static_cast<std::uint16_t>(value.low)})) +
                   ' ' + millionths(value.high);
        case DialKind::text:
            if (!setup) return {};
            return std::string(setup->symbols.text(
                static_cast<Symbol>(static_cast<std::uint32_t>(value.low))));
    }
    return {};
}

}  // namespace lockstep
