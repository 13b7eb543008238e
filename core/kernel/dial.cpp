// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/dial.h"

#include <algorithm>
#include <charconv>

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

std::optional<DialValue> read(const DialInfo& dial, std::string_view text) {
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
    }
    return std::nullopt;
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
    }
    return {};
}

}  // namespace

std::optional<DialValue> parseDial(const DialInfo& dial, std::string_view text,
                                   std::string& why) {
    const auto value = read(dial, text);
    const bool choice = dial.kind == DialKind::choice;
    if (value && (choice || (value->low >= dial.least.low &&
                             value->high <= dial.most.low))) {
        return value;
    }
    why = dial.name + " cannot be '" + std::string(text.substr(0, 40)) +
          "'; it takes " + rightForm(dial);
    return std::nullopt;
}

std::string toText(const DialInfo& dial, const DialValue& value) {
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
    }
    return {};
}

}  // namespace lockstep
