// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "lesson/yaml.h"
#include "script/text.h"

namespace lockstep::lesson {

Fields::Fields(const YamlNode& node, std::string what, Faults& faults)
    : node_(node),
      what_(std::move(what)),
      faults_(faults),
      isMap_(node.kind == YamlNode::Kind::map) {
    if (!isMap_) {
        faults_.add(node.place,
                    what_ + " is written as lines 'name: value'");
    }
}

const YamlNode* Fields::find(std::string_view name) const {
    const YamlField* field = node_.find(name);
    return field ? &field->value : nullptr;
}

Place Fields::placeOf(std::string_view name) const {
    const YamlField* field = node_.find(name);
    return field ? field->value.place : node_.place;
}

const YamlNode* Fields::ask(std::string_view name) {
    asked_.emplace_back(name);
    return find(name);
}

void Fields::missing(std::string_view name) {
    if (!isMap_) return;
    faults_.add(node_.place, what_ + " needs '" + std::string(name) + ":'");
}

std::string Fields::text(std::string_view name) {
    const YamlNode* value = ask(name);
    if (!value || value->kind == YamlNode::Kind::none) {
        missing(name);
        return {};
    }
    return textIfAny(name);
}

std::string Fields::textIfAny(std::string_view name) {
    const YamlNode* value = ask(name);
    if (!value || value->kind == YamlNode::Kind::none) return {};
    if (value->kind != YamlNode::Kind::scalar) {
        faults_.add(value->place, "'" + std::string(name) +
                                      "' is one text, not a list or map");
        return {};
    }
    return value->text;
}

int Fields::number(std::string_view name, int least, int most) {
    const std::string written = text(name);
    if (written.empty()) return least;
    int value = 0;
    const char* end = written.data() + written.size();
    const auto [stopped, error] = std::from_chars(written.data(), end, value);
    if (error != std::errc() || stopped != end || value < least ||
        value > most) {
        faults_.add(placeOf(name),
                    "'" + std::string(name) + "' is a whole number from " +
                        std::to_string(least) + " to " + std::to_string(most));
        return least;
    }
    return value;
}

bool Fields::yesNo(std::string_view name) {
    const std::string written = textIfAny(name);
    if (written == "yes" || written == "true") return true;
    if (!written.empty() && written != "no" && written != "false") {
        faults_.add(placeOf(name), "'" + std::string(name) + "' is yes or no");
    }
    return false;
}

std::string Fields::oneOf(std::string_view name,
                          const std::vector<std::string>& words) {
    const std::string written = text(name);
    if (written.empty() || std::find(words.begin(), words.end(), written) !=
                               words.end()) {
        return written;
    }
    faults_.add(placeOf(name), "'" + std::string(name) + "' cannot be " +
                                   script::shown(written) + "; it is " +
                                   joinedWithOr(words));
    return {};
}

std::vector<YamlNode> Fields::texts(std::string_view name) {
    const YamlNode* value = ask(name);
    if (!value || value->kind == YamlNode::Kind::none) return {};
    if (value->kind == YamlNode::Kind::scalar) return {*value};
    std::vector<YamlNode> texts;
    for (const YamlNode& item : value->items) {
        if (item.kind == YamlNode::Kind::scalar) {
            texts.push_back(item);
        } else {
            faults_.add(item.place,
                        "'" + std::string(name) + "' is a list of texts");
        }
    }
    if (value->kind == YamlNode::Kind::map) {
        faults_.add(value->place,
                    "'" + std::string(name) + "' is a list of texts");
    }
    return texts;
}

std::vector<YamlNode> Fields::list(std::string_view name) {
    const YamlNode* value = ask(name);
    if (!value || value->kind == YamlNode::Kind::none) return {};
    if (value->kind != YamlNode::Kind::list) {
        faults_.add(value->place, "'" + std::string(name) +
                                      "' is a list: a line '- …' for each");
        return {};
    }
    return value->items;
}

void Fields::finish() {
    for (const YamlField& field : node_.fields) {
        if (std::find(asked_.begin(), asked_.end(), field.key) !=
            asked_.end()) {
            continue;
        }
        std::vector<std::string> known = asked_;
        std::sort(known.begin(), known.end());
        known.erase(std::unique(known.begin(), known.end()), known.end());
        faults_.add(field.place,
                    what_ + " has no " + script::shown(field.key) +
                        script::didYouMean(field.key, known,
                                           "it has " + joinedWithOr(known)));
    }
}

}  // namespace lockstep::lesson
