// SPDX-License-Identifier: GPL-3.0-or-later
// Finds in a source the rule that a line belongs to, and the statement that stands there. A rule is
// a range between two marks of the same name, as `// [grant-vote]`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep::window {

struct Rule {
    std::string file;              // "core/raft/election.cpp"
    std::string name;              // "grant-vote"; a function's where no mark is, or empty
    int firstLine = 1;             // of the first line, in the file
    std::vector<std::string> lines;
    std::string section;           // "§5.2, §5.4.1", as its comment cites it

    bool contains(int line) const {
        return line >= firstLine && line < firstLine + static_cast<int>(lines.size());
    }
};

// The rule around a line, from 1. Without marks around it, the function; else the lines nearby.
Rule ruleAround(std::string_view file, std::string_view source, int line);
// The rule of this name; no lines if there is none.
Rule ruleNamed(std::string_view file, std::string_view source, std::string_view name);

// The lines of the statement that goes through a line, both ends included.
struct LineRange {
    int first = 0;
    int last = 0;
};
LineRange statementAt(std::string_view source, int line);
// The lines of a rule up to its first brace or semicolon, comments before it left out.
LineRange headOf(const Rule& rule);

// Where a sentence stands in another file than the rule it tells of, a comment right above its
// statement names that: `// rule: ring/jump#jump`. Empty where there is none.
std::string linkAbove(std::string_view source, int statement);

}  // namespace lockstep::window
