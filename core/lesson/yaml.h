// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/faults.h"

namespace lockstep::lesson {

struct YamlField;

// What front matter and blocks are written in: a plain tree of scalars, lists
// and maps. Aliases, anchors, tags, second documents and repeated keys are
// refused, and depth and size are bounded: a few hundred bytes of YAML could
// otherwise ask for all memory.
struct YamlNode {
    enum class Kind { none, scalar, list, map };

    Kind kind = Kind::none;
    std::string text;  // of a scalar
    Place place;       // in the file
    Origin body;       // where the scalar's own text begins in the file
    std::vector<YamlNode> items;    // of a list
    std::vector<YamlField> fields;  // of a map

    const YamlField* find(std::string_view key) const;
};

struct YamlField {
    std::string key;
    Place place;
    YamlNode value;
};

// Reads one document. Nothing if it cannot be read; the faults say why.
std::optional<YamlNode> readYaml(std::string_view text, Origin origin,
                                 Faults& faults);

// Reads the fields of a map by name and kind, and tells what is missing, of
// the wrong kind, out of range or unknown.
class Fields {
public:
    // `what` names the map in sentences: "a question". A node that is no map
    // is told at once, and every field then reads as missing, silently.
    Fields(const YamlNode& node, std::string what, Faults& faults);

    bool has(std::string_view name) const { return find(name) != nullptr; }
    const YamlNode* find(std::string_view name) const;
    Place place() const { return node_.place; }
    Place placeOf(std::string_view name) const;

    // A required field that is missing is a fault, and reads as empty.
    std::string text(std::string_view name);
    std::string textIfAny(std::string_view name);
    int number(std::string_view name, int least, int most);
    bool yesNo(std::string_view name);
    std::string oneOf(std::string_view name,
                      const std::vector<std::string>& words);
    // A list of texts, or one text alone; empty if the field is not there.
    std::vector<YamlNode> texts(std::string_view name);
    // A list of anything; empty, and a fault, if it is something else.
    std::vector<YamlNode> list(std::string_view name);

    // Tells of the fields that nobody asked for. Call it last.
    void finish();

private:
    const YamlNode* ask(std::string_view name);
    void missing(std::string_view name);

    const YamlNode& node_;
    std::string what_;
    Faults& faults_;
    bool isMap_;
    std::vector<std::string> asked_;
};

}  // namespace lockstep::lesson
