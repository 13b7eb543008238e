// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/event.h"

#include <algorithm>

#include "kernel/setup.h"
#include "kernel/short_text.h"

namespace lockstep {
namespace {

// Walks through a template: plain(text) for what stands between places,
// place(name, index) for {name}; the same name has the same index.
template <class Plain, class Place>
void walk(std::string_view text, Plain plain, Place place) {
    std::vector<std::string_view> names;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        plain(text.substr(0, open));
        if (open == std::string_view::npos) return;
        const std::size_t close = text.find('}', open);
        const auto name = text.substr(open + 1, close - open - 1);
        auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) found = names.insert(names.end(), name);
        place(name, static_cast<std::size_t>(found - names.begin()));
        text.remove_prefix(close + 1);
    }
}

}  // namespace

std::string toText(const Field& field, const Setup& setup) {
    switch (field.kind) {
        case Field::Kind::number: return std::to_string(field.value);
        case Field::Kind::server:
            return setup.name({static_cast<std::uint16_t>(field.value)});
        case Field::Kind::servers: {
            std::string text;
            for (ServerId id :
                 ServerSet(static_cast<std::uint64_t>(field.value))) {
                if (!text.empty()) text += ' ';
                text += setup.name(id);
            }
            return text.empty() ? "nobody" : text;
        }
        case Field::Kind::symbol:
            return std::string(
                setup.symbols.text(static_cast<Symbol>(field.value)));
        case Field::Kind::duration: return toShortText(Duration(field.value));
        case Field::Kind::word:
            // NOLINTNEXTLINE(performance-no-int-to-ptr): a literal, kept so.
            return reinterpret_cast<const char*>(
                static_cast<std::intptr_t>(field.value));
    }
    return {};
}

std::string toText(const Event& event, const Setup& setup) {
    std::string text;
    walk(
        event.sentence.text, [&](std::string_view plain) { text += plain; },
        [&](std::string_view, std::size_t index) {
            if (index < event.fields.size()) {
                text += toText(event.fields[index], setup);
            }
        });
    return text;
}

Telling told(std::string_view text) {
    const std::size_t end = text.find(". ");
    if (end == std::string_view::npos) return {std::string(text), {}};
    return {std::string(text.substr(0, end + 1)),
            std::string(text.substr(end + 2))};
}

std::vector<std::pair<std::string, std::string>> fieldsOf(const Event& event,
                                                          const Setup& setup) {
    std::vector<std::pair<std::string, std::string>> fields;
    walk(
        event.sentence.text, [](std::string_view) {},
        [&](std::string_view name, std::size_t index) {
            if (index == fields.size() && index < event.fields.size()) {
                fields.emplace_back(name, toText(event.fields[index], setup));
            }
        });
    return fields;
}

}  // namespace lockstep
