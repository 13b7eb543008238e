// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/faults.h"
#include "lesson/node.h"

namespace lockstep::lesson {

// A word of the field and what it means, in a few sentences.
struct Term {
    std::string word;
    std::vector<Node> meaning;
    Place place;
};

// The words that lessons link to with term:. In the file each is a heading of
// the second level with its meaning below.
class Glossary {
public:
    static Glossary read(std::string_view text, Faults& faults);

    // The other's words are added; where both have one, the other's stays.
    void add(Glossary other);

    // Null if there is no such word. Case does not matter.
    const Term* find(std::string_view word) const;
    std::vector<std::string> words() const;

private:
    std::map<std::string, Term> terms_;  // by the word in lower case
};

}  // namespace lockstep::lesson
