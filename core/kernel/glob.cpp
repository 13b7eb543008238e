// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/glob.h"

namespace lockstep {
namespace {

// How far the first part goes: to a dot outside quotes, or to the end.
std::size_t partLength(std::string_view text) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && quoted) {
            ++i;
        } else if (text[i] == '"') {
            quoted = !quoted;
        } else if (text[i] == '.' && !quoted) {
            return i;
        }
    }
    return text.size();
}

// The parts between dots; quotes are kept.
std::vector<std::string> splitAtDots(std::string_view text) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = partLength(text);
        parts.emplace_back(text.substr(0, end));
        if (end == text.size()) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string withoutQuotes(std::string_view part) {
    if (part.size() < 2 || part.front() != '"') return std::string(part);
    std::string text;
    for (std::size_t i = 1; i + 1 < part.size(); ++i) {
        if (part[i] == '\\' && i + 2 < part.size()) ++i;
        text += part[i];
    }
    return text;
}

bool hasStar(std::string_view part) {
    return part.find('*') != std::string_view::npos &&
           (part.empty() || part.front() != '"');
}

// Matches one part against a pattern with stars, in time linear in practice:
// on a mismatch only the last star is tried one character further.
bool matchesPart(std::string_view pattern, std::string_view text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool inQuotes(std::string_view part) {
    return !part.empty() && part.front() == '"';
}

bool matchesOne(const std::string& pattern, std::string_view name) {
    if (hasStar(pattern)) return matchesPart(pattern, name);
    if (!inQuotes(pattern) && !inQuotes(name)) return pattern == name;
    return withoutQuotes(pattern) == withoutQuotes(name);
}

}  // namespace

Glob::Glob(std::string_view pattern)
    : pattern_(pattern), parts_(splitAtDots(pattern)) {
    for (const std::string& part : parts_) {
        if (hasStar(part)) exact_ = false;
    }
}

bool Glob::matches(std::string_view name) const {
    if (exact_ && name == pattern_) return true;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const std::size_t end = partLength(name);
        const bool last = end == name.size();
        if (last != (i + 1 == parts_.size())) return false;
        if (!matchesOne(parts_[i], name.substr(0, end))) return false;
        if (!last) name.remove_prefix(end + 1);
    }
    return true;
}

bool Glob::mayStartWith(std::string_view head) const {
    return matchesOne(parts_.front(), head);
}

std::string_view Glob::exactPart(std::size_t n) const {
    if (n >= parts_.size() || hasStar(parts_[n])) return {};
    const std::string& part = parts_[n];
    if (part.size() >= 2 && part.front() == '"') {
        return std::string_view(part).substr(1, part.size() - 2);
    }
    return part;
}

std::string quotedPart(std::string_view name) {
    if (!name.empty() &&
        name.find_first_of(". :\"\\*#") == std::string_view::npos) {
        return std::string(name);
    }
    std::string text = "\"";
    for (char c : name) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + '"';
}

}  // namespace lockstep
