// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/rule_finder.h"

#include <algorithm>

namespace lockstep::window {

namespace {

constexpr int linesNearby = 14;

std::vector<std::string_view> linesOf(std::string_view source) {
    std::vector<std::string_view> lines;
    while (!source.empty()) {
        const std::size_t end = source.find('\n');
        lines.push_back(source.substr(0, end));
        if (end == std::string_view::npos) break;
        source.remove_prefix(end + 1);
    }
    return lines;
}

std::string_view trimmed(std::string_view line) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

// "grant-vote" of the line `// [grant-vote]`; empty for any other line.
std::string_view markOf(std::string_view line) {
    line = trimmed(line);
    if (line.substr(0, 4) != "// [" || line.back() != ']') return {};
    return line.substr(4, line.size() - 5);
}

std::string sectionIn(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        const std::size_t comment = line.find("//");
        if (comment == std::string::npos) continue;
        const std::size_t sign = line.find("§", comment);
        if (sign == std::string::npos) continue;
        const std::size_t end = line.find_first_of(").;", sign);
        std::string found = line.substr(sign, end == std::string::npos ? end : end - sign);
        // A number such as 5.4.1 has full stops of its own.
        std::size_t at = end;
        while (at != std::string::npos && line[at] == '.' && at + 1 < line.size() &&
               line[at + 1] >= '0' && line[at + 1] <= '9') {
            const std::size_t next = line.find_first_of(").;", at + 1);
            found += line.substr(at, next == std::string::npos ? next : next - at);
            at = next;
        }
        return std::string(trimmed(found));
    }
    return {};
}

Rule cut(std::string_view file, const std::vector<std::string_view>& lines, int first, int last) {
    Rule rule;
    rule.file = file;
    rule.firstLine = first;
    for (int line = first; line <= last; ++line) {
        rule.lines.emplace_back(lines[static_cast<std::size_t>(line - 1)]);
    }
    rule.section = sectionIn(rule.lines);
    return rule;
}

// Calls visit(name, line of the first mark, line of the second).
template <class Visit>
void visitRules(const std::vector<std::string_view>& lines, Visit visit) {
    struct Open {
        std::string_view name;
        int line;
    };
    std::vector<Open> open;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view name = markOf(lines[i]);
        if (name.empty()) continue;
        const int line = static_cast<int>(i) + 1;
        const auto begun = std::find_if(open.begin(), open.end(),
                                        [&](const Open& mark) { return mark.name == name; });
        if (begun == open.end()) {
            open.push_back({name, line});
        } else {
            visit(name, begun->line, line);
            open.erase(begun);
        }
    }
}

std::size_t indentOf(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

// Functions as the house writes them: the first line and the last brace stand equally far in, and
// what is between them further.
class FunctionFinder {
public:
    explicit FunctionFinder(const std::vector<std::string_view>& lines) : lines_(lines) {}

    // The function around a line, with the comment above it; nothing if there is none.
    Rule around(std::string_view file, int line) const {
        constexpr int longest = 60;
        // Those of a class stand one step further in than it does.
        const std::size_t indent = text(braceFrom(line, 0)) == "};" ? 4 : 0;
        const int last = braceFrom(line, indent);
        int first = line;
        while (first > 0 && (text(first).empty() || indentAt(first) > indent)) --first;
        const std::string_view head = text(first);
        const std::size_t bracket = head.find('(');
        if (text(last) != "}" || bracket == head.npos || indentAt(first) != indent) return {};
        while (isComment(first - 1)) --first;
        if (last - first >= longest) return {};
        Rule rule = cut(file, lines_, first, last);
        const std::string_view before = head.substr(0, bracket);
        rule.name = before.substr(before.find_last_of(" :*&") + 1);
        return rule;
    }

private:
    bool isLine(int number) const {
        return number >= 1 && number <= static_cast<int>(lines_.size());
    }
    std::string_view text(int number) const {
        return isLine(number) ? trimmed(lines_[static_cast<std::size_t>(number - 1)]) : "";
    }
    std::size_t indentAt(int number) const {
        return isLine(number) ? indentOf(lines_[static_cast<std::size_t>(number - 1)]) : 0;
    }
    bool isComment(int number) const {
        return text(number).substr(0, 3) == "// " && markOf(text(number)).empty();
    }
    // The first line from here on that closes something this far in.
    int braceFrom(int line, std::size_t indent) const {
        while (isLine(line) && (indentAt(line) != indent || text(line).substr(0, 1) != "}")) ++line;
        return line;
    }

    const std::vector<std::string_view>& lines_;
};

bool endsStatement(std::string_view line) {
    line = trimmed(line);
    return line.empty() || line.back() == ';' || line.back() == '{' || line.back() == '}' ||
           line.substr(0, 2) == "//";
}

}  // namespace

Rule ruleAround(std::string_view file, std::string_view source, int line) {
    const auto lines = linesOf(source);
    Rule best;
    visitRules(lines, [&](std::string_view name, int first, int last) {
        if (line <= first || line >= last) return;
        const int length = last - first - 1;
        if (!best.lines.empty() && length >= static_cast<int>(best.lines.size())) return;
        best = cut(file, lines, first + 1, last - 1);
        best.name = name;
    });
    if (!best.lines.empty() || lines.empty()) return best;
    const int count = static_cast<int>(lines.size());
    const int middle = std::clamp(line, 1, count);
    best = FunctionFinder(lines).around(file, middle);
    if (!best.lines.empty()) return best;
    return cut(file, lines, std::max(1, middle - linesNearby),
               std::min(count, middle + linesNearby));
}

Rule ruleNamed(std::string_view file, std::string_view source, std::string_view wanted) {
    const auto lines = linesOf(source);
    Rule found;
    visitRules(lines, [&](std::string_view name, int first, int last) {
        if (name != wanted || !found.lines.empty()) return;
        found = cut(file, lines, first + 1, last - 1);
        found.name = name;
    });
    return found;
}

LineRange statementAt(std::string_view source, int line) {
    const auto lines = linesOf(source);
    const int count = static_cast<int>(lines.size());
    if (line < 1 || line > count) return {line, line};
    const auto text = [&](int number) { return lines[static_cast<std::size_t>(number - 1)]; };
    LineRange range{line, line};
    while (range.first > 1 && !endsStatement(text(range.first - 1))) --range.first;
    while (range.last < count && !endsStatement(text(range.last))) ++range.last;
    return range;
}

LineRange headOf(const Rule& rule) {
    const auto isCode = [](std::string_view line) {
        return !trimmed(line).empty() && trimmed(line).substr(0, 2) != "//";
    };
    const auto first = std::find_if(rule.lines.begin(), rule.lines.end(), isCode);
    if (first == rule.lines.end()) return {rule.firstLine, rule.firstLine};
    const auto last = std::find_if(first, rule.lines.end(), endsStatement);
    const auto lineOf = [&](auto place) {
        return rule.firstLine + static_cast<int>(place - rule.lines.begin());
    };
    return {lineOf(first), last == rule.lines.end() ? lineOf(first) : lineOf(last)};
}

std::string linkAbove(std::string_view source, int statement) {
    constexpr std::string_view sign = "// rule: ";
    const auto lines = linesOf(source);
    if (statement < 2 || statement > static_cast<int>(lines.size())) return {};
    const std::string_view above = trimmed(lines[static_cast<std::size_t>(statement - 2)]);
    return above.substr(0, sign.size()) == sign ? std::string(above.substr(sign.size()))
                                                : std::string();
}

}  // namespace lockstep::window
